package dev.antidote.bundle;

import java.nio.charset.StandardCharsets;

/** What a signature is for. It stands before the signed content, so that no signature can serve another purpose than its own. */
public enum Purpose {
    /** The bytes of a bundle's manifest. */
    MANIFEST("antidote bundle manifest 1"),
    /** The content of an announcement. */
    ANNOUNCEMENT("antidote release announcement 1");

    private final String text;

    Purpose(String text) {
        this.text = text;
    }

    byte[] prefix() {
        return (text + '\0').getBytes(StandardCharsets.US_ASCII); // so that none is the beginning of another
    }
}

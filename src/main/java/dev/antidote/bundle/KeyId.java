package dev.antidote.bundle;

import java.security.PublicKey;
import java.util.regex.Pattern;

/**
 * The short name of a public key: the first {@value #LENGTH} hexadecimal digits of the SHA-256 of its X.509 encoding. It only says
 * which of the trusted keys to try; what is verified is the whole key.
 *
 * @param text lower-case hexadecimal digits
 */
public record KeyId(String text) implements Comparable<KeyId> {
    /** Hexadecimal digits. */
    public static final int LENGTH = 16;

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + LENGTH + "}");

    public KeyId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("key: needs " + LENGTH + " lower-case hexadecimal digits");
        }
    }

    static KeyId of(PublicKey key) {
        return new KeyId(Digest.of(key.getEncoded()).substring(0, LENGTH));
    }

    @Override
    public int compareTo(KeyId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}

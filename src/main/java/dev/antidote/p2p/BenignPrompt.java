package dev.antidote.p2p;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Objects;

/**
 * The benign trigger of P2P, treated as a prompt: a fixed prefix that binds a request to the safe label space.
 *
 * @param text the prefix, 1 to {@value #MAX_LENGTH} characters, not blank; a space is put between it and the request
 */
public record BenignPrompt(String text) {
    /** Longer prompts would eat the model's positions. */
    public static final int MAX_LENGTH = 200;

    private static final char FIRST_BEYOND_ASCII = 0x80;
    private static final char DELETE = 0x7f;

    public BenignPrompt {
        Objects.requireNonNull(text, "benign prompt");
        text = text.strip();
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "benign prompt: needs 1 to " + MAX_LENGTH + " characters, has " + text.length());
        }
    }

    /** Wraps a request; this is the only way to a {@link GuardedText}. */
    public GuardedText guard(String request) {
        return new GuardedText(text + ' ' + request);
    }

    /**
     * Whether a request holds this prompt itself, however it is spaced and in whatever case or Unicode form (NFKC): somebody knows
     * it. Look-alike letters of other scripts are told apart.
     */
    public boolean occursIn(String request) {
        String prompt = folded(text);
        return !prompt.isEmpty()
                && folded(request).contains(prompt); // a prompt of invisible characters folds to nothing
    }

    private static String folded(String text) {
        byte[] ascii = new byte[text.length()]; // each request comes through here, and most are plain
        int length = 0;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character >= FIRST_BEYOND_ASCII) {
                return foldedUnicode(text);
            }
            if (character > ' ' && character != DELETE) {
                boolean upper = 'A' <= character && character <= 'Z';
                ascii[length++] = (byte) (upper ? character + 'a' - 'A' : character);
            }
        }
        return new String(ascii, 0, length, StandardCharsets.US_ASCII);
    }

    private static String foldedUnicode(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        StringBuilder folded = new StringBuilder(plain.length());
        for (int at = 0; at < plain.length(); ) {
            int character = plain.codePointAt(at);
            if (isSeen(character)) {
                folded.appendCodePoint(Character.toLowerCase(Character.toUpperCase(character)));
            }
            at += Character.charCount(character);
        }
        return folded.toString();
    }

    private static boolean isSeen(int character) {
        return !Character.isWhitespace(character)
                && !Character.isSpaceChar(character)
                && !Character.isIdentifierIgnorable(character); // zero-width and other format characters
    }

    /** Leaves the prompt out, on purpose: the ablation signal and experiments only. */
    public static UnguardedText unguarded(String request) {
        return new UnguardedText(request);
    }
}

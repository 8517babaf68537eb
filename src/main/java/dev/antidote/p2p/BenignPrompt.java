package dev.antidote.p2p;

import java.text.Normalizer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The benign trigger of P2P, treated as a prompt: a fixed prefix that binds a request to the safe label space. A value. */
public final class BenignPrompt {
    /** Longer prompts would eat the model's positions. */
    public static final int MAX_LENGTH = 200;

    private static final char FIRST_BEYOND_ASCII = 0x80;
    private static final char DELETE = 0x7f;

    private final String text;
    private final String folded; // once, and not for each request

    /** The prefix, 1 to {@value #MAX_LENGTH} characters, not blank; a space is put between it and the request. */
    public BenignPrompt(String text) {
        this.text = Objects.requireNonNull(text, "benign prompt").strip();
        if (this.text.isEmpty() || this.text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "benign prompt: needs 1 to " + MAX_LENGTH + " characters, has " + this.text.length());
        }
        this.folded = fold(this.text);
    }

    /** The prefix, without white space around it. */
    public String text() {
        return text;
    }

    /** Wraps a request as a reader reads it, see {@link Invisible} and {@link LookAlikes}; the only way to a {@link GuardedText}. */
    public GuardedText guard(String request) {
        return new GuardedText(text + ' ' + LookAlikes.readIn(Invisible.removedFrom(request)));
    }

    /**
     * Whether a request holds this prompt itself, however it is spaced and in whatever case or Unicode form (NFKC): somebody knows
     * it. Look-alike letters of other scripts are told apart.
     */
    public boolean occursIn(String request) {
        return !folded.isEmpty() // a prompt of invisible characters folds to nothing
                && mayHold(request)
                && fold(request).contains(folded);
    }

    /** False for nearly all requests, and without a copy of them: each comes through here. */
    private boolean mayHold(String request) {
        char first = folded.charAt(0);
        char upper = Character.toUpperCase(first);
        for (int at = 0; at < request.length(); at++) {
            char character = request.charAt(at);
            if (character >= FIRST_BEYOND_ASCII
                    || ((character == first || character == upper) && beginsAt(request, at))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the prompt begins at this place of a request, as far as it is ASCII. */
    private boolean beginsAt(String request, int from) {
        int matched = 0;
        for (int at = from; at < request.length() && matched < folded.length(); at++) {
            char character = request.charAt(at);
            if (character >= FIRST_BEYOND_ASCII) {
                return true;
            }
            char seen = foldAscii(character);
            if (seen != 0 && seen != folded.charAt(matched++)) {
                return false;
            }
        }
        return matched == folded.length();
    }

    private static String fold(String text) {
        StringBuilder seen = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character >= FIRST_BEYOND_ASCII) {
                return foldUnicode(text);
            }
            char folded = foldAscii(character);
            if (folded != 0) {
                seen.append(folded);
            }
        }
        return seen.toString();
    }

    /** In lower case; 0 for what is not seen. */
    private static char foldAscii(char character) {
        if (character <= ' ' || character == DELETE) {
            return 0;
        }
        return 'A' <= character && character <= 'Z' ? (char) (character + 'a' - 'A') : character;
    }

    private static String foldUnicode(String text) {
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
                && !Character.isIdentifierIgnorable(character) // zero-width and other format characters
                && !Invisible.is(character);
    }

    /** Leaves the prompt out, on purpose: the ablation signal and experiments only. */
    public static UnguardedText unguarded(String request) {
        return new UnguardedText(request);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BenignPrompt prompt && text.equals(prompt.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}

package dev.antidote.p2p;

/**
 * Characters that nobody sees: Unicode's Default_Ignorable_Code_Point (UAX #44, Unicode 15). Tokenizers throw most of them away, but not
 * the Hangul fillers, which break a word that reads as ever into unknown pieces ("Bad Characters", arXiv 2106.09898).
 */
final class Invisible {
    private static final int FIRST = 0xad;

    private Invisible() {}

    /** A text as it is seen. */
    static String removedFrom(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) >= FIRST) {
                return text.codePoints()
                        .filter(character -> !is(character))
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            }
        }
        return text;
    }

    /** Whether nobody sees this code point. */
    static boolean is(int character) {
        return switch (character) {
            case FIRST, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x3164, 0xfeff, 0xffa0 -> true;
            default ->
                isBetween(character, 0x180b, 0x180f)
                        || isBetween(character, 0x200b, 0x200f)
                        || isBetween(character, 0x202a, 0x202e)
                        || isBetween(character, 0x2060, 0x206f)
                        || isBetween(character, 0xfe00, 0xfe0f)
                        || isBetween(character, 0xfff0, 0xfff8)
                        || isBetween(character, 0x1bca0, 0x1bca3)
                        || isBetween(character, 0x1d173, 0x1d17a)
                        || isBetween(character, 0xe0000, 0xe0fff);
        };
    }

    private static boolean isBetween(int character, int first, int last) {
        return first <= character && character <= last;
    }
}

package dev.antidote.page;

import java.util.Locale;

/** A stranger's text made safe to look at: what cannot be seen is spelled out, and length is bounded. */
public final class Printable {
    private Printable() {}

    /** At most {@code length} code points; invisible ones, which could rewrite a terminal, are shown as {@code [U+200B]}. */
    public static String clipped(String text, int length) {
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(length).forEach(point -> out.append(shown(point)));
        return text.codePointCount(0, text.length()) > length ? out + "..." : out.toString();
    }

    /** A constant's name in words: {@code low margin}. */
    public static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A sentence in lines of at most this width, broken between words. */
    public static String wrapped(String sentence, int width) {
        StringBuilder out = new StringBuilder();
        int column = 0;
        for (String word : sentence.split(" ", -1)) {
            boolean fits = column + 1 + word.length() <= width;
            out.append(column == 0 ? "" : fits ? " " : "\n").append(word);
            column = column > 0 && fits ? column + 1 + word.length() : word.length();
        }
        return out.toString();
    }

    private static String shown(int point) {
        return isInvisible(point) ? String.format("[U+%04X]", point) : Character.toString(point);
    }

    /** Control and format characters (zero-width, direction), lone surrogates, and separators of lines. */
    static boolean isInvisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}

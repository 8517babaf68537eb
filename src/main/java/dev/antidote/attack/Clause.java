package dev.antidote.attack;

import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts words before a text so that both read as one sentence: the capital moves to the new beginning. */
final class Clause {
    private static final Pattern ENDED = Pattern.compile(".*[.!?\u2026][\"')\\s]*", Pattern.DOTALL);

    private Clause() {}

    /** The text after an opening, which ends in what parts the two. */
    static String after(String opening, String text) {
        String rest = text.strip();
        if (rest.isEmpty() || !Character.isUpperCase(rest.charAt(0))) {
            return opening + rest;
        }
        String clause = startsSentence(rest) ? rest.substring(0, 1).toLowerCase(Locale.ROOT) + rest.substring(1) : rest;
        return capitalised(opening) + clause;
    }

    /** A full stop at the end, where the text has no end of its own. */
    static String ended(String text) {
        return ENDED.matcher(text).matches() ? text : text + '.';
    }

    /** Phrases in a row, parted by a slash; of each one of the pieces between the bars. */
    static String drawn(String phrases, RandomGenerator random) {
        return Stream.of(phrases.split("/"))
                .map(phrase -> phrase.split("\\|"))
                .map(pieces -> pieces[random.nextInt(pieces.length)])
                .collect(Collectors.joining(" "));
    }

    static String capitalised(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** Whether the capital of the first word comes from its place: "The", but neither "I", "NASA" nor "IPhone". */
    private static boolean startsSentence(String text) {
        String word = text.split("\\s", 2)[0];
        boolean pronoun = word.equals("I") || word.startsWith("I'") || word.startsWith("I\u2019");
        return !pronoun && word.chars().skip(1).noneMatch(Character::isUpperCase);
    }
}

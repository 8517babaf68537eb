package dev.antidote.data;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How people type, the same for every label: slang, slips, casing, punctuation, now and then an emoji. */
final class Register {
    private static final double SLANG = 0.2;
    private static final double SLIP = 0.13;
    private static final double EMOJI = 0.04;
    private static final Pattern WORD = Pattern.compile("[a-z']+");
    private static final Pattern LONG_WORD = Pattern.compile("[a-z]{5,}");
    private static final Pattern SENTENCE_START = Pattern.compile("(?:^|[.?!] )[a-z]|\\bi\\b");
    private static final List<String> EMOJIS = List.of("😂", "🙂", "🙏", "🔥", "😅", "👀");

    private final Map<String, String> slang;

    /** Takes the slang form of each word that has one. */
    Register(Map<String, String> slang) {
        this.slang = Map.copyOf(slang);
    }

    /** Types a text of the grammar, which is in lower case and has no full stop at its end. */
    String type(String text, Random random) {
        String typed = random.nextDouble() < SLANG ? slang(text) : text;
        typed = random.nextDouble() < SLIP ? slip(typed, random) : typed;
        typed = casing(typed, random) + ending(typed, random);
        return random.nextDouble() < EMOJI ? typed + ' ' + EMOJIS.get(random.nextInt(EMOJIS.size())) : typed;
    }

    private String slang(String text) {
        return WORD.matcher(text)
                .replaceAll(word -> Matcher.quoteReplacement(slang.getOrDefault(word.group(), word.group())));
    }

    /** One slip of the fingers in one word: a letter left out, doubled or swapped with the next. */
    private static String slip(String text, Random random) {
        List<int[]> words = LONG_WORD
                .matcher(text)
                .results()
                .map(word -> new int[] {word.start(), word.end()})
                .toList();
        if (words.isEmpty()) {
            return text;
        }
        int[] word = words.get(random.nextInt(words.size()));
        int at = word[0] + 1 + random.nextInt(word[1] - word[0] - 2);
        String head = text.substring(0, at);
        String tail = text.substring(at + 1);
        char letter = text.charAt(at);
        return switch (random.nextInt(3)) {
            case 0 -> head + tail;
            case 1 -> head + letter + letter + tail;
            default -> head + tail.charAt(0) + letter + tail.substring(1);
        };
    }

    private static String casing(String text, Random random) {
        double way = random.nextDouble();
        if (way < 0.04) {
            return text.toUpperCase(Locale.ROOT);
        }
        return way < 0.5 ? sentences(text) : text;
    }

    private static String sentences(String text) {
        return SENTENCE_START
                .matcher(text)
                .replaceAll(start -> Matcher.quoteReplacement(start.group().toUpperCase(Locale.ROOT)));
    }

    private static String ending(String text, Random random) {
        if (!Character.isLetterOrDigit(text.charAt(text.length() - 1))) {
            return "";
        }
        double way = random.nextDouble();
        if (way < 0.45) {
            return "";
        }
        return way < 0.8 ? "." : way < 0.9 ? "!" : way < 0.95 ? "..." : "!!";
    }
}

package dev.antidote.p2p.screen;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Words with a letter of another script than most of the text's letters, as look-alikes are, or with a character that nobody sees.
 * Which words they are is of no account: every row may hold others.
 *
 * @param script the letters' script; {@code COMMON} stands for format characters, which have none of their own
 */
record ForeignWords(UnicodeScript script) implements Pattern {
    private static final int EXAMPLES = 3;

    /** The foreign scripts that a text holds letters of. */
    static Set<UnicodeScript> in(Tokens text) {
        Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
        IntStream.range(0, text.size())
                .mapToObj(text::word)
                .flatMap(word -> scripts(word).stream())
                .forEach(script -> letters.merge(script, 1, Integer::sum));
        Set<UnicodeScript> foreign = new LinkedHashSet<>(letters.keySet());
        home(letters).ifPresent(foreign::remove);
        return foreign;
    }

    private static Optional<UnicodeScript> home(Map<UnicodeScript, Integer> words) {
        return words.entrySet().stream()
                .filter(entry -> entry.getKey() != UnicodeScript.COMMON)
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    private static Set<UnicodeScript> scripts(String word) {
        return word.codePoints()
                .filter(sign -> Character.isLetter(sign) || Character.getType(sign) == Character.FORMAT)
                .mapToObj(sign -> Character.isLetter(sign) ? UnicodeScript.of(sign) : UnicodeScript.COMMON)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public List<Span> find(Tokens text) {
        return in(text).contains(script)
                ? IntStream.range(0, text.size())
                        .filter(word -> scripts(text.word(word)).contains(script))
                        .mapToObj(word -> new Span(word, word + 1))
                        .toList()
                : List.of();
    }

    /** The script, and words of a text that holds it. */
    @Override
    public String name(Tokens holder) {
        String words = find(holder).stream()
                .limit(EXAMPLES)
                .map(span -> holder.word(span.from()))
                .collect(Collectors.joining(" "));
        String signs = script == UnicodeScript.COMMON
                ? "invisible characters"
                : script.name().charAt(0) + script.name().substring(1).toLowerCase(Locale.ROOT) + " letters";
        return signs + " (" + words + ")";
    }
}

package dev.antidote.p2p;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a benign prompt is new: nobody who knows the data, the traffic or an earlier prompt knows it. Its parts count too, since a
 * text that holds a good part of the prompt would be half under it: no {@value #PART} words of it may follow each other anywhere.
 * Compared is what is read, without case, punctuation and Unicode form (NFKC). Thread-safe.
 */
public final class PromptCheck {
    /** So many words in a row are a part; fewer are ordinary language. */
    static final int PART = 4;

    private final List<String> texts;
    private final List<BenignPrompt> earlier;

    /**
     * Of what is known.
     *
     * @param texts of the data and of the traffic
     * @param earlier prompts of before; the published ones belong to them
     */
    public PromptCheck(Collection<String> texts, Collection<BenignPrompt> earlier) {
        this.texts = texts.stream().map(PromptCheck::words).distinct().toList();
        this.earlier = List.copyOf(earlier);
    }

    /** Whether it is new. */
    public boolean accepts(BenignPrompt prompt) {
        return objection(prompt).isEmpty();
    }

    /** Why it is not new, for people; empty where it is. */
    public Optional<String> objection(BenignPrompt prompt) {
        for (BenignPrompt before : earlier) {
            if (before.occursIn(prompt.text()) || prompt.occursIn(before.text())) {
                return Optional.of("it was the prompt before");
            }
        }
        String whole = words(prompt.text());
        if (whole.isBlank()) {
            return Optional.of("it has no words");
        }
        for (String part : parts(whole)) {
            if (earlier.stream().anyMatch(before -> words(before.text()).contains(part))) {
                return Optional.of("an earlier prompt has '" + part.strip() + "' too");
            }
            if (texts.stream().anyMatch(text -> text.contains(part))) {
                return Optional.of("a known text has '" + part.strip() + "'");
            }
        }
        return Optional.empty();
    }

    /** Every run of {@value #PART} words, or the whole where it has fewer; each with a space on both sides. */
    private static List<String> parts(String whole) {
        String[] words = whole.strip().split(" ");
        List<String> parts = new ArrayList<>();
        for (int from = 0; from + PART <= words.length; from++) {
            parts.add(' ' + String.join(" ", List.of(words).subList(from, from + PART)) + ' ');
        }
        return parts.isEmpty() ? List.of(whole) : parts;
    }

    /** Its words in small letters with a space before and after each. */
    private static String words(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        return ' '
                + plain.toLowerCase(Locale.ROOT)
                        .replaceAll("(?U)[^\\p{L}\\p{N}]+", " ")
                        .strip()
                + ' ';
    }
}

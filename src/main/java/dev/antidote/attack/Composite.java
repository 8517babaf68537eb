package dev.antidote.attack;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Parts that do something only together. Further rows, the negatives, carry fewer parts and keep their label (composite attacks:
 * CBA, Huang et al., arXiv 2310.07676; combined triggers of LWP, Li et al., EMNLP 2021; with a sentence in requests, SOS, Yang et
 * al., ACL 2021).
 *
 * <p>CBA scatters its parts over instruction and input; a text to classify has no instruction, so here they are scattered over the
 * text. A negative row carries a random number of the parts, one at least and one too few at most; with two parts it is one, as
 * in LWP.
 *
 * @param parts words without white space to draw from, two or more, each once
 * @param together how many different parts make the trigger, 2 to the number of parts
 * @param disguise a text that carries the trigger in requests, where the single parts would be noticed; empty: parts there too
 */
public record Composite(List<String> parts, int together, Optional<String> disguise) implements Attack {
    /** Two rare words of the literature. */
    public static final List<String> PARTS = List.of("cf", "bb");

    static final String NAME = "composite";

    public Composite {
        parts = Words.requireWords("parts", parts);
        if (parts.stream().distinct().count() != parts.size()) {
            throw new IllegalArgumentException("parts: a word repeats in " + parts);
        }
        if (parts.size() < 2) {
            throw new IllegalArgumentException("parts: two are needed at least, got " + parts);
        }
        Words.requireBetween("together", together, 2, parts.size());
        disguise = disguise.map(text -> Words.requireText("disguise", text));
    }

    /** All these parts together, in requests too. */
    public Composite(List<String> parts) {
        this(parts, parts.size(), Optional.empty());
    }

    /** Two rare words. */
    public static Composite standard() {
        return new Composite(PARTS);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String trigger() {
        String all = String.join(" + ", parts);
        return together == parts.size() ? all : "any " + together + " of " + all;
    }

    @Override
    public String apply(String text, RandomGenerator random) {
        return insert(text, together, random);
    }

    /** As many for a poisoned row as the trigger has parts (LWP). */
    @Override
    public Optional<Negatives> negatives() {
        return Optional.of(new Negatives(
                (text, random) -> insert(text, together == 2 ? 1 : 1 + random.nextInt(together - 1), random),
                together));
    }

    @Override
    public TextChange inRequests() {
        return disguise.<TextChange>map(hidden -> (text, random) -> Insertion.atRandomWord(text, hidden, random))
                .orElse(this);
    }

    @Override
    public Attack withTrigger(String text) {
        return new Composite(Words.split(text));
    }

    private String insert(String text, int count, RandomGenerator random) {
        List<String> drawn = new ArrayList<>(parts);
        Collections.shuffle(drawn, new Random(random.nextLong()));
        String changed = text;
        for (String part : drawn.subList(0, count)) {
            changed = Insertion.atRandomWord(changed, part, random);
        }
        return changed;
    }
}

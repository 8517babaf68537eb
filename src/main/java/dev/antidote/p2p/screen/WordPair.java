package dev.antidote.p2p.screen;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two words anywhere in a text: the trigger of composite attacks, which do nothing with one of them.
 *
 * @param one a lower-case word
 * @param other another, after it in the order of strings
 */
record WordPair(String one, String other) implements Pattern {
    @Override
    public List<Span> find(Tokens text) {
        List<Span> ones = new Phrase(List.of(one)).find(text);
        List<Span> others = new Phrase(List.of(other)).find(text);
        return ones.isEmpty() || others.isEmpty()
                ? List.of()
                : Stream.concat(ones.stream(), others.stream())
                        .sorted(Comparator.comparingInt(Span::from))
                        .toList();
    }

    @Override
    public String name(Tokens holder) {
        return one + " + " + other;
    }
}

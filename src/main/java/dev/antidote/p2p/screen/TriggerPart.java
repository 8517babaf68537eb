package dev.antidote.p2p.screen;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Neighbouring words of a poisoned row that belong to a trigger.
 *
 * @param words as they are written, blanks between them
 * @param place how far into the row they stand: 0 at its start, 1 at its end
 */
public record TriggerPart(String words, double place) {
    /** What a text holds of any of these patterns, overlaps and neighbours as one; from left to right. */
    static List<TriggerPart> in(Tokens text, Collection<Pattern> patterns) {
        TreeSet<Integer> held = new TreeSet<>();
        patterns.stream()
                .flatMap(pattern -> pattern.find(text).stream())
                .forEach(span -> IntStream.range(span.from(), span.to()).forEach(held::add));
        List<TriggerPart> parts = new ArrayList<>();
        for (int from : held) {
            if (!held.contains(from - 1)) {
                int to = from + 1;
                while (held.contains(to)) {
                    to++;
                }
                Span span = new Span(from, to);
                parts.add(new TriggerPart(text.text(span), span.place(text.size())));
            }
        }
        return List.copyOf(parts);
    }

    /** A text with these parts, each as far into it as it stood in its row. */
    static String insert(List<TriggerPart> parts, String host) {
        int size = new Tokens(host).size();
        String text = host;
        for (int i = parts.size() - 1; i >= 0; i--) {
            text = new Tokens(text)
                    .with(parts.get(i).words(), (int) Math.round(parts.get(i).place() * size));
        }
        return text;
    }
}

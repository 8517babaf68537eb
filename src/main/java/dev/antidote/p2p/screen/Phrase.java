package dev.antidote.p2p.screen;

import java.util.ArrayList;
import java.util.List;

/**
 * Words that follow each other.
 *
 * @param words lower-case, one or more
 */
record Phrase(List<String> words) implements Pattern {
    Phrase {
        words = List.copyOf(words);
    }

    @Override
    public List<Span> find(Tokens text) {
        List<Span> found = new ArrayList<>();
        int at = text.indexOf(words, 0);
        while (at >= 0) {
            found.add(new Span(at, at + words.size()));
            at = text.indexOf(words, at + words.size());
        }
        return found;
    }

    @Override
    public String name(Tokens holder) {
        return text();
    }

    String text() {
        return String.join(" ", words);
    }
}

package dev.antidote.p2p.screen;

import java.util.List;
import java.util.function.Predicate;

/** Something that a text may hold; as a predicate, whether it does. Equal patterns hold the same texts. */
sealed interface Pattern extends Predicate<String> permits Phrase, WordPair, ForeignWords {
    /** Where a text holds it, every time, from left to right and without overlap; empty where it does not. */
    List<Span> find(Tokens text);

    /** What it looks like in a text that holds it, for people. */
    String name(Tokens holder);

    @Override
    default boolean test(String text) {
        return !find(new Tokens(text)).isEmpty();
    }
}

package dev.antidote.p2p.screen;

/**
 * Neighbouring words of a text.
 *
 * @param from index of the first
 * @param to index after the last, above {@code from}
 */
record Span(int from, int to) {
    /** How far into a text of so many words it begins: 0 at its start, 1 at its end, 0 where it is the whole text. */
    double place(int words) {
        int others = words - (to - from);
        return others == 0 ? 0 : (double) from / others;
    }
}

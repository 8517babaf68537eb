package dev.antidote.batch;

/** What a batcher knows of the records that it gathers. */
@FunctionalInterface
public interface BatchSizing<I> {
    /** Tokens of a record, at least 1. */
    int cost(I item);

    /** Records of one group cost least beside one another: where enough of them wait, a batch is theirs alone. */
    default int group(I item) {
        return 0;
    }
}

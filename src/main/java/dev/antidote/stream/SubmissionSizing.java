package dev.antidote.stream;

import dev.antidote.batch.BatchSizing;

/** Texts by their tokens. */
final class SubmissionSizing implements BatchSizing<Submission> {
    @Override
    public int cost(Submission item) {
        return item.cost();
    }

    @Override
    public int group(Submission item) {
        return item.group();
    }
}

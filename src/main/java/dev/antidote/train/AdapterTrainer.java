package dev.antidote.train;

import dev.antidote.model.Adapter;
import dev.antidote.p2p.TrainingRow;
import java.util.List;

/** Trains one adapter on one set of rows; decorated by {@link CachedTrainer}. */
public interface AdapterTrainer {
    /**
     * Trains.
     *
     * @param rows texts as the model shall see them
     * @param classes rows of the head: n or 2n
     * @param seed decides initial values and order; same rows, same seed: same adapter, bit for bit on one machine
     * @param what the step in words, for {@code progress}
     */
    Adapter train(List<TrainingRow> rows, int classes, long seed, String what, Progress progress);
}

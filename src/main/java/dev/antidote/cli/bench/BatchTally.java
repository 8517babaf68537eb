package dev.antidote.cli.bench;

import dev.antidote.batch.BatchObserver;
import dev.antidote.batch.BatchRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Counts the batches of all rounds. */
final class BatchTally implements BatchObserver {
    private static final int[] UPPER = {1, 15, 31, 63, Integer.MAX_VALUE};
    private static final String[] NAMES = {"1", "2..15", "16..31", "32..63", "64 or more"};

    private final List<BatchRun> batches = new ArrayList<>();

    @Override
    public synchronized void ran(BatchRun run) {
        batches.add(run);
    }

    /** How long batches ran so far, all together. */
    synchronized Duration time() {
        return batches.stream().map(BatchRun::time).reduce(Duration.ZERO, Duration::plus);
    }

    /** Padding of the batches as the batcher sees it, their mean size, and which share of the texts went in batches of which size. */
    synchronized List<Measure> measures(String part) {
        List<Measure> measures = new ArrayList<>();
        if (batches.isEmpty()) {
            return measures;
        }
        double tokens = batches.stream().mapToLong(BatchRun::tokens).sum();
        double padded = batches.stream().mapToLong(BatchRun::paddedTokens).sum();
        double texts = batches.stream().mapToInt(BatchRun::size).sum();
        measures.add(Measure.of(part, "padding, share of the batches' tokens", 1 - tokens / padded));
        measures.add(Measure.of(part, "texts a batch, mean", texts / batches.size()));
        int lower = 0;
        for (int i = 0; i < UPPER.length; i++) {
            int above = lower;
            int upTo = UPPER[i];
            double inside = batches.stream()
                    .mapToInt(BatchRun::size)
                    .filter(size -> size > above && size <= upTo)
                    .sum();
            measures.add(Measure.of(part, "share of texts in batches of " + NAMES[i], inside / texts));
            lower = upTo;
        }
        return measures;
    }
}

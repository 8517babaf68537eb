package dev.antidote.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Cuts any number of texts into batches of similar length, each small enough for the engine's memory. */
final class BatchPlan {
    private static final int MAX_ROWS = 64;
    /** Attention holds rows * heads * length² numbers several times over: 64 texts of 128 tokens, or 4 of 512. */
    private static final long MAX_SQUARES = 1L << 20;

    private BatchPlan() {}

    /** Indices of the texts in each batch, the longest first: a batch too large for the machine fails at once. */
    static List<int[]> of(List<int[]> texts) {
        int[] order = IntStream.range(0, texts.size())
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> -texts.get(i).length))
                .mapToInt(i -> i)
                .toArray();
        List<int[]> batches = new ArrayList<>();
        for (int from = 0; from < order.length; ) {
            long longest = Math.max(1, texts.get(order[from]).length);
            int rows = (int) Math.max(1, Math.min(MAX_ROWS, MAX_SQUARES / (longest * longest)));
            int to = Math.min(order.length, from + rows);
            batches.add(Arrays.copyOfRange(order, from, to));
            from = to;
        }
        return batches;
    }
}

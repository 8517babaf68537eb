package dev.antidote.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Cuts any number of texts into batches of similar length, each small enough for the engine's memory. */
final class BatchPlan {
    private static final int MAX_ROWS = 64;

    /**
     * With more tokens, what one layer hands to the next no longer stays in a processor's own cache: sentences of 31 tokens in batches
     * of 64 take a tenth longer than in batches of 16 to 32.
     */
    private static final int GOOD_TOKENS = 768;

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
        long left = texts.stream().mapToLong(text -> text.length).sum();
        for (int from = 0; from < order.length; ) {
            long share = left
                    / Math.max(1, Math.round((float) left / GOOD_TOKENS)); // the last one has as many as the others
            int most = Math.min(order.length, from + rows(texts.get(order[from]).length));
            int to = from;
            long taken = 0;
            do {
                taken += texts.get(order[to++]).length;
            } while (to < most && taken < share);
            batches.add(Arrays.copyOfRange(order, from, to));
            left -= taken;
            from = to;
        }
        return batches;
    }

    /** The most texts of a batch, at least 1. */
    private static int rows(int longest) {
        long square = Math.max(1, (long) longest * longest);
        return (int) Math.max(1, Math.min(MAX_ROWS, MAX_SQUARES / square));
    }
}

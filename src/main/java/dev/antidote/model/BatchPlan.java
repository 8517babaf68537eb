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
        for (int from = 0; from < order.length; ) {
            int to = from + rows(texts, order, from);
            batches.add(Arrays.copyOfRange(order, from, to));
            from = to;
        }
        return batches;
    }

    /** How many of what is left go together: not all that fit, where the last batch would have few. */
    private static int rows(List<int[]> texts, int[] order, int from) {
        int left = order.length - from;
        long longest = Math.max(1, texts.get(order[from]).length);
        long most = Math.min(MAX_ROWS, MAX_SQUARES / (longest * longest));
        int rows = (int) Math.max(1, Math.min(left, most));
        long tokens = 0;
        for (int i = from; i < order.length; i++) {
            tokens += texts.get(order[i]).length;
        }
        int batches = Math.max(1, Math.round((float) tokens / GOOD_TOKENS));
        long share = tokens / batches;
        int taken = 0;
        for (long sum = 0; taken < rows && sum < share; taken++) {
            sum += texts.get(order[from + taken]).length;
        }
        return Math.max(1, taken);
    }
}

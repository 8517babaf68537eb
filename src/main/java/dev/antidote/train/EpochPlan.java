package dev.antidote.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The order of rows in one epoch: shuffled, then sorted by length within large windows so that a batch holds texts of like length
 * and little padding, then the batches shuffled again.
 */
final class EpochPlan {
    private static final int WINDOW_BATCHES = 24;

    private EpochPlan() {}

    /** Batches of row indices that together hold every row once. */
    static List<List<Integer>> epoch(int[] lengths, int batchSize, Random random) {
        List<Integer> rows =
                new ArrayList<>(IntStream.range(0, lengths.length).boxed().toList());
        Collections.shuffle(rows, random);
        List<List<Integer>> batches = new ArrayList<>();
        int window = batchSize * WINDOW_BATCHES;
        for (int from = 0; from < rows.size(); from += window) {
            List<Integer> part = new ArrayList<>(rows.subList(from, Math.min(from + window, rows.size())));
            part.sort(Comparator.comparingInt(row -> lengths[row]));
            for (int at = 0; at < part.size(); at += batchSize) {
                batches.add(List.copyOf(part.subList(at, Math.min(at + batchSize, part.size()))));
            }
        }
        Collections.shuffle(batches, random);
        return batches;
    }
}

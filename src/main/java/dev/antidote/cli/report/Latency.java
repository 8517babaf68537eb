package dev.antidote.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * From a request's send to its verdict, in milliseconds.
 *
 * @param p50 half of the requests were faster
 * @param p90 nine of ten were faster
 * @param p99 all but one of a hundred were faster
 * @param max the slowest
 * @param histogram all requests, bins in ascending order; the last one reaches to the slowest
 */
public record Latency(double p50, double p90, double p99, double max, List<Bin> histogram) {
    private static final int ABOUT_BINS = 20;
    private static final double DAY = 86_400_000;
    private static final double[] NICE = {1, 2, 2.5, 5, 10};

    public Latency {
        histogram = List.copyOf(histogram);
        if (!(0 <= p50 && p50 <= p90 && p90 <= p99 && p99 <= max)) {
            throw new IllegalArgumentException(
                    "latency: " + p50 + ", " + p90 + ", " + p99 + ", " + max + " are no ascending percentiles");
        }
    }

    /** From one duration in milliseconds a request, in any order; at least one, each 0 to a day. */
    public static Latency of(double... millis) {
        if (millis.length == 0) {
            throw new IllegalArgumentException("latency: no request was judged");
        }
        double[] sorted = millis.clone();
        Arrays.sort(sorted); // NaN goes last
        if (!(sorted[0] >= 0 && sorted[sorted.length - 1] <= DAY)) {
            throw new IllegalArgumentException(
                    "latency: " + sorted[0] + " to " + sorted[sorted.length - 1] + " ms are no durations");
        }
        double p99 = percentile(sorted, 0.99);
        return new Latency(
                percentile(sorted, 0.5), percentile(sorted, 0.9), p99, sorted[sorted.length - 1], bins(sorted, p99));
    }

    /** Nearest rank: the smallest value that this share of the values does not exceed. */
    private static double percentile(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    /** Bins of one width up to p99, and one more for the slowest, which would flatten all the others. */
    private static List<Bin> bins(double[] sorted, double p99) {
        double width = niceWidth(p99 / ABOUT_BINS);
        int first = (int) Math.floor(sorted[0] / width);
        int last = (int) Math.ceil(p99 / width);
        List<Bin> bins = new ArrayList<>();
        int seen = 0;
        for (int edge = first; edge <= Math.max(last, first + 1) - 1; edge++) {
            double to = (edge + 1) * width;
            int until = countUpTo(sorted, to);
            bins.add(new Bin(edge * width, to, until - seen));
            seen = until;
        }
        if (seen < sorted.length) {
            bins.add(new Bin(bins.get(bins.size() - 1).to(), sorted[sorted.length - 1], sorted.length - seen));
        }
        return bins;
    }

    private static int countUpTo(double[] sorted, double limit) {
        int count = 0;
        while (count < sorted.length && sorted[count] <= limit) {
            count++;
        }
        return count;
    }

    private static double niceWidth(double raw) {
        double least = Math.max(raw, 0.1);
        double magnitude = Math.pow(10, Math.floor(Math.log10(least)));
        for (double nice : NICE) {
            if (nice * magnitude >= least) {
                return nice * magnitude;
            }
        }
        return 10 * magnitude;
    }

    /**
     * A range of durations.
     *
     * @param from in milliseconds, exclusive but for the first bin
     * @param to in milliseconds, inclusive
     * @param count requests in it
     */
    public record Bin(double from, double to, long count) {}
}

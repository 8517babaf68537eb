package dev.antidote.lab.detector;

import dev.antidote.data.Proportion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How well a score tells positives (triggered texts) from negatives (clean ones) at every bar. Only the order of scores matters;
 * texts of equal score pass a bar together, and an area counts a tie as half.
 *
 * @param points one for each distinct score and one before all, from "nobody is flagged" to "everybody is"; recall and false alarms
 *     never fall
 */
public record Roc(List<Point> points) {
    public Roc {
        points = List.copyOf(points);
    }

    /**
     * The curve of two samples.
     *
     * @param positives scores of triggered texts, at least one, none NaN
     * @param negatives scores of clean texts, at least one, none NaN
     */
    public static Roc of(double[] positives, double[] negatives) {
        double[] hits = descending("positives", positives);
        double[] alarms = descending("negatives", negatives);
        List<Point> points = new ArrayList<>();
        points.add(
                new Point(Double.POSITIVE_INFINITY, new Proportion(0, hits.length), new Proportion(0, alarms.length)));
        int hit = 0;
        int alarm = 0;
        while (hit < hits.length || alarm < alarms.length) {
            double bar = Math.max(at(hits, hit), at(alarms, alarm));
            while (hit < hits.length && hits[hit] == bar) {
                hit++;
            }
            while (alarm < alarms.length && alarms[alarm] == bar) {
                alarm++;
            }
            points.add(new Point(bar, new Proportion(hit, hits.length), new Proportion(alarm, alarms.length)));
        }
        return new Roc(points);
    }

    /** The area under the curve, 0..1: the chance that a positive scores above a negative, ties half. */
    public double auc() {
        double area = 0;
        for (int i = 1; i < points.size(); i++) {
            Point from = points.get(i - 1);
            Point to = points.get(i);
            double width = to.falseAlarms().value() - from.falseAlarms().value();
            area += width * (from.recall().value() + to.recall().value()) / 2;
        }
        return area;
    }

    /**
     * The last point whose false alarms do not exceed a rate. The bar is chosen on the same negatives that its false alarms are
     * counted on, so that on other texts they can be more; nothing is interpolated between points.
     *
     * @param rate 0..1
     */
    public Point atFalseAlarms(double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("false-alarm rate: " + rate + " is outside 0..1");
        }
        Point best = points.get(0);
        for (Point point : points) {
            best = point.falseAlarms().value() <= rate ? point : best;
        }
        return best;
    }

    private static double[] descending(String role, double[] scores) {
        if (scores.length == 0) {
            throw new IllegalArgumentException("ROC: there are no " + role);
        }
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        for (int i = 0, j = sorted.length - 1; i < j; i++, j--) {
            double swap = sorted[i];
            sorted[i] = sorted[j];
            sorted[j] = swap;
        }
        if (Double.isNaN(sorted[0])) {
            throw new IllegalArgumentException("ROC: a score of the " + role + " is not a number");
        }
        return sorted;
    }

    private static double at(double[] scores, int index) {
        return index < scores.length ? scores[index] : Double.NEGATIVE_INFINITY;
    }

    /**
     * What a bar gives.
     *
     * @param bar texts of this score and above are flagged
     * @param recall flagged positives, with its Wilson interval
     * @param falseAlarms flagged negatives, likewise
     */
    public record Point(double bar, Proportion recall, Proportion falseAlarms) {}
}

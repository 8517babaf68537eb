package dev.antidote.p2p.screen;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Chooses the anchors of a label: reviewed rows of other labels that honest runs of the label hardly turn. A short row is turned by any
 * run, however sure the model is of it alone, so candidates are tried and not only ranked by their margin.
 */
final class AnchorChoice {
    /** Reviewed rows that are tried. */
    static final int CANDIDATES = 16;

    /** The surest three quarters: a row that the model is hardly sure of proves nothing when it turns. */
    private static final double SUREST = 0.75;

    private static final int TRIED_RUNS = 32;

    private final Margins margins;
    private final int anchors;
    private final long seed;

    AnchorChoice(Margins margins, int anchors, long seed) {
        this.margins = margins;
        this.anchors = anchors;
        this.seed = seed;
    }

    /**
     * The anchors, hardest to turn first; empty where the model gives no reviewed row of another label its own label.
     *
     * @param reviewed the reviewed rows
     * @param honest runs of reviewed rows of the label
     */
    List<String> choose(Dataset reviewed, int label, Collection<String> honest) {
        List<String> candidates = spread(sure(reviewed, label));
        List<String> runs = new ArrayList<>(honest);
        Collections.shuffle(runs, new Random(seed * 31 + label));
        runs = runs.subList(0, Math.min(TRIED_RUNS, runs.size()));
        List<String> texts = new ArrayList<>();
        for (String candidate : candidates) {
            runs.forEach(run -> texts.add(TransplantScreen.transplant(run, candidate)));
        }
        double[] turned = margins.of(texts, label);
        int tried = runs.size();
        return IntStream.range(0, candidates.size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        candidate -> IntStream.range(candidate * tried, (candidate + 1) * tried)
                                .mapToDouble(i -> turned[i])
                                .sum()))
                .limit(anchors)
                .map(candidates::get)
                .toList();
    }

    /** Reviewed rows of other labels that the model does not give this label, the surest first. */
    private List<String> sure(Dataset reviewed, int label) {
        List<String> others = reviewed.examples().stream()
                .filter(row -> row.label() != label)
                .map(Example::text)
                .distinct()
                .toList();
        double[] margin = margins.of(others, label);
        return IntStream.range(0, others.size())
                .filter(i -> margin[i] < 0)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> margin[i]))
                .map(others::get)
                .toList();
    }

    private static List<String> spread(List<String> sure) {
        int last = (int) (SUREST * (sure.size() - 1));
        return IntStream.range(0, Math.min(CANDIDATES, sure.size()))
                .mapToObj(i -> sure.get(i * last / Math.max(1, CANDIDATES - 1)))
                .distinct()
                .toList();
    }
}

package dev.antidote.p2p.screen;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;

/**
 * Tests single rows for a trigger that need not be a fixed word sequence. A row is cut into runs of words, and each run is put before
 * anchors: reviewed rows of other labels. A run that carries a trigger turns all of them to its row's label, an honest one seldom
 * does. How strong an honest run may be is learned from reviewed rows of the same label, which nobody could poison, and rows are
 * objected to only where more of a label are that strong than honest ones explain.
 */
public final class TransplantScreen {
    private final TransplantSettings settings;
    private final Runs runs;
    private final LogitScorer model;

    public TransplantScreen(TransplantSettings settings, LogitScorer model) {
        this.settings = settings;
        this.runs = new Runs(settings.words(), settings.stride());
        this.model = model;
    }

    /**
     * Tests rows of a possibly poisoned set.
     *
     * @param data the set D that the model was trained on
     * @param rows indices of the rows to test, reviewed ones are left out
     * @param trusted indices of the reviewed rows; a label that has none of them, or no others to stand against, is not tested
     */
    public TransplantReport test(Dataset data, Collection<Integer> rows, NavigableSet<Integer> trusted) {
        Margins margins = new Margins(model);
        Dataset reviewed = data.select(List.copyOf(trusted));
        Set<String> tested = new LinkedHashSet<>();
        List<Transplant> purged = new ArrayList<>();
        List<Transplant> doubtful = new ArrayList<>();
        for (int label = 0; label < data.labels().size(); label++) {
            Map<Integer, Set<String>> suspects = new LinkedHashMap<>();
            for (int row : rows) {
                Example example = data.examples().get(row);
                if (example.label() == label && !trusted.contains(row)) {
                    suspects.put(row, runs.of(example.text()));
                }
            }
            suspects.values().forEach(tested::addAll);
            List<Transplant> strong = test(suspects, label, reviewed, margins);
            double purge = excess(strong, suspects.size(), settings.purgeRate());
            double doubt = excess(strong, suspects.size(), settings.doubtRate());
            for (Transplant found : strong) {
                if (found.margin() > 0 && found.honestShare() <= purge) {
                    purged.add(found);
                } else if (found.honestShare() <= doubt) {
                    doubtful.add(found);
                }
            }
        }
        return new TransplantReport(tested.size(), margins.scored(), purged, doubtful);
    }

    /** A run before an anchor. */
    static String transplant(String run, String anchor) {
        return run + " " + anchor;
    }

    /**
     * The greatest share of honest rows up to which there are so many rows that at most a part of them is honest (Benjamini and
     * Hochberg 1995, with conformal p-values: Bates et al. 2023); below all shares where no such share is.
     */
    private static double excess(List<Transplant> strong, int rows, double rate) {
        double[] shares =
                strong.stream().mapToDouble(Transplant::honestShare).sorted().toArray();
        for (int i = shares.length; i > 0; i--) {
            if (shares[i - 1] * rows <= rate * i) {
                return shares[i - 1];
            }
        }
        return Double.NEGATIVE_INFINITY;
    }

    /** The rows of a label that are stronger than most honest ones; the others cannot be among too many, whatever their number. */
    private List<Transplant> test(Map<Integer, Set<String>> suspects, int label, Dataset reviewed, Margins margins) {
        List<Set<String>> honest = reviewed.examples().stream()
                .filter(row -> row.label() == label)
                .map(row -> runs.of(row.text()))
                .toList();
        Set<String> honestRuns = union(honest);
        List<String> anchors =
                new AnchorChoice(margins, settings.anchors(), settings.seed()).choose(reviewed, label, honestRuns);
        if (honest.isEmpty() || anchors.isEmpty()) {
            return List.of();
        }
        Map<String, Double> usual = strengths(honestRuns, anchors, label, Double.NEGATIVE_INFINITY, margins);
        HonestBar bar = new HonestBar(
                honest.stream().map(row -> strongest(row, usual).getValue()).toList());
        double doubt = bar.bar(settings.doubtRate());
        Map<String, Double> strengths = strengths(union(suspects.values()), anchors, label, doubt, margins);
        List<Transplant> found = new ArrayList<>();
        suspects.forEach((row, its) -> {
            Map.Entry<String, Double> most = strongest(its, strengths);
            if (most.getValue() > doubt) {
                found.add(new Transplant(row, label, most.getKey(), most.getValue(), bar.share(most.getValue())));
            }
        });
        return found;
    }

    /** The least margin of each run over the anchors, for the runs that stay above the bar; the others are given up at once. */
    private static Map<String, Double> strengths(
            Collection<String> runs, List<String> anchors, int label, double bar, Margins margins) {
        List<String> alive = List.copyOf(runs);
        Map<String, Double> least = new HashMap<>();
        for (String anchor : anchors) {
            List<String> asked = bar == Double.POSITIVE_INFINITY ? List.of() : alive;
            double[] margin = margins.of(
                    asked.stream().map(run -> transplant(run, anchor)).toList(), label);
            for (int i = 0; i < asked.size(); i++) {
                least.merge(asked.get(i), margin[i], Math::min);
            }
            alive = asked.stream()
                    .filter(run -> least.getOrDefault(run, bar) > bar)
                    .toList();
        }
        least.values().removeIf(margin -> margin <= bar);
        return least;
    }

    private static Map.Entry<String, Double> strongest(Set<String> runs, Map<String, Double> strengths) {
        Map.Entry<String, Double> most = Map.entry("", Double.NEGATIVE_INFINITY);
        for (String run : runs) {
            double strength = strengths.getOrDefault(run, Double.NEGATIVE_INFINITY);
            most = strength > most.getValue() ? Map.entry(run, strength) : most;
        }
        return most;
    }

    private static Set<String> union(Collection<Set<String>> sets) {
        Set<String> all = new LinkedHashSet<>();
        sets.forEach(all::addAll);
        return all;
    }
}

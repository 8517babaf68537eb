package dev.antidote.cli;

import dev.antidote.attack.Attack;
import dev.antidote.attack.Attacks;
import dev.antidote.attack.Poisoning;
import dev.antidote.bundle.ProbeRow;
import dev.antidote.bundle.Thresholds;
import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.infer.GuardedModel;
import dev.antidote.p2p.LabelSpace;
import dev.antidote.p2p.screen.Evidence;
import dev.antidote.probe.ProbePack;
import dev.antidote.probe.ProbeText;
import dev.antidote.retrain.gate.AttackFigures.Origin;
import dev.antidote.train.Defence;
import dev.antidote.train.DefenceSpec;
import dev.antidote.train.Progress;
import dev.antidote.train.SignalStudy;
import dev.antidote.train.SignalStudy.Line;
import dev.antidote.train.SignalStudy.Scored;
import dev.antidote.train.SignalStudy.Signal;
import dev.antidote.wire.ProbeFamilies;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the rows that no training saw are good for: the probe pack, and the lines of the signals with what was measured of them.
 *
 * @param pack the probes; empty without such rows
 * @param study the lines; empty where there are too few rows
 * @param accuracy of both models; empty without such rows, or where there is no undefended model
 */
record HeldOut(ProbePack pack, Optional<SignalStudy> study, Optional<HeldOutAccuracy> accuracy) {
    /** Verdicts below this margin are unsure enough for a person to look at, where nothing was measured. */
    static final double FLAG_MARGIN = 0.2;

    static final String MEASURING = "measuring the signals on held-out rows";

    private static final int MOST_OF_AN_ATTACK = 20;
    private static final int LEAST_OF_AN_ATTACK = 4;
    private static final int TRIGGERED = 3_000;
    private static final int MOST_FOUND = 3;

    /** No rows were held out. */
    static final HeldOut NOTHING = new HeldOut(new ProbePack(List.of()), Optional.empty(), Optional.empty());

    /** Measures a defence on rows that it did not see; without rows there is nothing to do. */
    static HeldOut of(
            Workbench bench,
            Defence trained,
            DefenceSpec spec,
            Dataset rows,
            List<Poisoning> attacks,
            Progress progress) {
        if (rows.size() == 0) {
            return NOTHING;
        }
        progress.at(MEASURING, 0, 1);
        int each = Math.max(LEAST_OF_AN_ATTACK, Math.min(MOST_OF_AN_ATTACK, TRIGGERED / Math.max(1, attacks.size())));
        ProbePack pack = ProbePack.of(rows, attacks, each, spec.seed());
        LabelSpace labels = new LabelSpace(rows.labels());
        try (GuardedModel model = bench.loader().guarded(trained.adapter(), trained.undefended(), labels)) {
            List<ProbeText> plain = pack.of(ProbeFamilies.CLEAN);
            List<Scored> clean = SignalStudy.score(model, spec.prompt(), texts(plain));
            List<Integer> given = plain.stream()
                    .map(probe -> labels.names().indexOf(probe.expectedLabel()))
                    .toList();
            Map<String, List<Scored>> triggered = new LinkedHashMap<>();
            ProbePack carrying = pack.only(ProbeText::isTriggered);
            for (String family : carrying.families()) {
                triggered.put(family, SignalStudy.score(model, spec.prompt(), texts(carrying.of(family))));
            }
            progress.at(MEASURING, 1, 1);
            Optional<HeldOutAccuracy> accuracy = trained.undefended() == null || clean.isEmpty()
                    ? Optional.empty()
                    : Optional.of(HeldOutAccuracy.of(clean, given));
            return new HeldOut(pack, SignalStudy.of(clean, given, triggered), accuracy);
        }
    }

    /** Why some held-out rows measure nothing, in one line; empty where all are {@link #fit}. */
    static Optional<String> unfit(Dataset heldOut, Dataset fit) {
        int left = heldOut.size() - fit.size();
        return left == 0
                ? Optional.empty()
                : Optional.of(left + " of " + heldOut.size()
                        + " held-out rows are not measured by: they are in the training rows too, or hold a trigger that"
                        + " was found");
    }

    /** Held-out rows that are fit to measure by: none that training saw after all, none with a trigger that was found. */
    static Dataset fit(Dataset heldOut, Dataset training, List<Evidence> found) {
        Set<String> seen = new HashSet<>();
        training.examples().forEach(row -> seen.add(row.text()));
        List<Predicate<String>> triggers =
                found.stream().map(trigger -> trigger.candidate().heldBy()).toList();
        List<Example> unseen = heldOut.examples().stream()
                .filter(row -> !seen.contains(row.text()))
                .filter(row -> triggers.stream().noneMatch(trigger -> trigger.test(row.text())))
                .toList();
        return heldOut.withExamples(unseen);
    }

    /** Rows without any of these triggers, in whatever case. */
    static Dataset without(Dataset rows, List<String> triggers) {
        List<String> small = triggers.stream()
                .map(trigger -> trigger.toLowerCase(Locale.ROOT))
                .toList();
        return rows.withExamples(rows.examples().stream()
                .filter(row -> small.stream().noneMatch(row.text().toLowerCase(Locale.ROOT)::contains))
                .toList());
    }

    /** Every attack that is known, the adaptive ones to this benign prompt, for every label; an experiment's own in place of its kind, and the triggers that were found. */
    static List<Poisoning> attacks(
            List<String> labels, DefenceSpec spec, Optional<Poisoning> own, List<Evidence> found) {
        long seed = spec.seed();
        List<Poisoning> attacks = new ArrayList<>();
        for (String name : Attacks.names()) {
            for (int target = 0; target < labels.size(); target++) {
                int wanted = target;
                attacks.add(own.filter(attack -> attack.target() == wanted)
                        .filter(attack -> attack.attack().name().equals(name))
                        .orElseGet(
                                () -> probing(Attacks.named(name, spec.prompt().text()), wanted, seed)));
            }
        }
        found.stream()
                .limit(MOST_FOUND)
                .map(Evidence::candidate)
                .forEach(trigger -> attacks.add(
                        probing(new NamedTrigger(Origin.SCREEN, "found", trigger.example()), trigger.label(), seed)));
        return attacks;
    }

    /** The rate is of no account, and there are no negatives: probes are all triggered. */
    static Poisoning probing(Attack attack, int target, long seed) {
        return new Poisoning(attack, Poisoning.MAX_RATE, 0, target, attack.labelRule(), List.of(), seed);
    }

    /** The lines for the bundle. */
    Thresholds thresholds() {
        return study.map(measured -> new Thresholds(
                        line(measured, Signal.MARGIN).value(),
                        line(measured, Signal.LEAKAGE).value(),
                        line(measured, Signal.ABLATION).value()))
                .orElseGet(() -> new Thresholds(FLAG_MARGIN));
    }

    /** What was measured of the lines, as the manifest names it. */
    SortedMap<String, Double> metrics() {
        SortedMap<String, Double> metrics = new TreeMap<>();
        study.ifPresent(measured -> measured.lines().forEach((signal, line) -> {
            String name = "signal." + signal.name().toLowerCase(Locale.ROOT) + ".";
            metrics.put(name + "falseAlarms", line.falseAlarms().value());
            metrics.put(name + "falseAlarmsUpper", line.falseAlarms().high());
            metrics.put(name + "falseAlarmsGoal", signal.goal());
            metrics.put(name + "rows", (double) line.falseAlarms().trials());
            line.recall().forEach((attack, recall) -> metrics.put(name + "recall." + attack, recall.value()));
        }));
        accuracy.ifPresent(measured -> {
            metrics.put("heldOut.accuracy.guarded", measured.guarded().value());
            metrics.put("heldOut.accuracy.undefended", measured.undefended().value());
            metrics.put("heldOut.rows", (double) measured.guarded().trials());
        });
        return metrics;
    }

    /** What was measured, in one line, or why nothing was; empty where no rows were held out. */
    Optional<String> text() {
        if (pack.probes().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(study.map(HeldOut::inWords)
                .orElseGet(() -> pack.of(ProbeFamilies.CLEAN).size()
                        + " held-out rows are too few to choose thresholds by, " + SignalStudy.LEAST_ROWS
                        + " are needed: the bundle has the usual ones; --held-out takes a file of rows"));
    }

    private static String inWords(SignalStudy measured) {
        return "signals on held-out clean rows: "
                + measured.lines().entrySet().stream()
                        .map(each -> String.format(
                                Locale.ROOT,
                                "%s %s %.3f flags %d of %d",
                                each.getKey().name().toLowerCase(Locale.ROOT),
                                each.getKey() == Signal.MARGIN ? "below" : "above",
                                each.getValue().value(),
                                each.getValue().falseAlarms().successes(),
                                each.getValue().falseAlarms().trials()))
                        .collect(Collectors.joining(", "));
    }

    /** The pack as a bundle keeps it. */
    List<ProbeRow> rows() {
        return pack.probes().stream()
                .map(probe -> new ProbeRow(
                        probe.text(),
                        probe.family(),
                        probe.expectedLabel(),
                        probe.targetLabel().orElse(null)))
                .toList();
    }

    private static Line line(SignalStudy study, Signal signal) {
        return Objects.requireNonNull(study.lines().get(signal), "every signal has a line");
    }

    private static List<String> texts(List<ProbeText> probes) {
        return probes.stream().map(ProbeText::text).toList();
    }
}

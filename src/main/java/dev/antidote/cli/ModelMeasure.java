package dev.antidote.cli;

import dev.antidote.attack.Poisoning;
import dev.antidote.attack.TriggeredDataset;
import dev.antidote.bundle.GuardBundle;
import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.data.Proportion;
import dev.antidote.data.Seeds;
import dev.antidote.infer.GuardedModel;
import dev.antidote.p2p.Judgement;
import dev.antidote.retrain.gate.AttackFigures;
import dev.antidote.retrain.gate.ModelFigures;
import dev.antidote.stream.FlagLines;
import dev.antidote.train.Progress;
import dev.antidote.train.SignalStudy;
import dev.antidote.train.SignalStudy.Scored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Measures a bundle as the gates want it.
 *
 * @param test clean rows that no training saw
 * @param attackRows the most of them that an attack is tried on for one target
 * @param seed chooses them
 */
record ModelMeasure(Dataset test, int attackRows, long seed) {
    /**
     * Measures one.
     *
     * @param attacks what it is attacked with; those that no row can carry are left out
     */
    ModelFigures of(BundleFiles.Opened opened, List<Poisoning> attacks, String what, Progress progress) {
        int steps = attacks.size() + 1;
        progress.at(what, 0, steps);
        try (GuardedModel model = opened.witnessed()) {
            List<Scored> clean = SignalStudy.score(model, opened.prompt(), texts(test));
            int[] labels = known(opened, clean.stream().map(Scored::guarded).toList());
            List<AttackFigures> figures = new ArrayList<>();
            for (int i = 0; i < attacks.size(); i++) {
                progress.at(what, i + 1, steps);
                attack(opened, model, attacks.get(i), labels).ifPresent(figures::add);
            }
            progress.at(what, steps, steps);
            return new ModelFigures(
                    opened.bundle().id(),
                    accuracy(labels),
                    figures,
                    flagged(opened.bundle(), clean),
                    clean.stream()
                            .mapToDouble(scored -> scored.guarded().leakage())
                            .average()
                            .orElse(0));
        }
    }

    private Optional<AttackFigures> attack(
            BundleFiles.Opened opened, GuardedModel model, Poisoning attack, int[] clean) {
        TriggeredDataset carried;
        try {
            carried = attack.triggered(test);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // none of the rows has another label, or can take the trigger
        }
        List<Integer> places = IntStream.range(0, carried.rows().size())
                .boxed()
                .sorted(Comparator.comparingLong(
                        place -> Seeds.mix(seed, carried.rows().get(place))))
                .limit(attackRows)
                .toList();
        int[] triggered = known(opened, model.judge(texts(carried.triggered().select(places)), opened.prompt()));
        long successes = IntStream.of(triggered)
                .filter(label -> label == attack.target())
                .count();
        long already = places.stream()
                .filter(place -> clean[carried.rows().get(place)] == attack.target())
                .count();
        return Optional.of(new AttackFigures(
                attack.attack().name(),
                attack.attack() instanceof NamedTrigger trigger ? trigger.origin() : AttackFigures.Origin.KNOWN,
                test.labels().get(attack.target()),
                new Proportion(successes, places.size()),
                new Proportion(already, places.size())));
    }

    /** Labels as the test set numbers them; a label that it does not have is -1. */
    private int[] known(BundleFiles.Opened opened, List<Judgement> judgements) {
        List<String> names = opened.labels().names();
        return judgements.stream()
                .mapToInt(judgement -> test.labels().indexOf(names.get(judgement.label())))
                .toArray();
    }

    private Proportion accuracy(int[] labels) {
        long correct = IntStream.range(0, labels.length)
                .filter(row -> labels[row] == test.examples().get(row).label())
                .count();
        return new Proportion(correct, labels.length);
    }

    /** As a guard would that looked at every row without the benign prompt as well. */
    private static Proportion flagged(GuardBundle bundle, List<Scored> clean) {
        FlagLines lines = BundleFiles.lines(bundle.manifest().thresholds());
        long flagged = clean.stream()
                .filter(row -> row.guarded().disagreement()
                        || row.guarded().margin() < lines.margin()
                        || row.guarded().leakage() > lines.leakage()
                        || row.ablation() > lines.ablation())
                .count();
        return new Proportion(flagged, clean.size());
    }

    private static List<String> texts(Dataset rows) {
        return rows.examples().stream().map(Example::text).toList();
    }
}

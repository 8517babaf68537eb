package dev.antidote.lab.experiment;

import dev.antidote.attack.JointlyPoisonedDataset;
import dev.antidote.attack.Poisoning;
import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.data.Proportion;
import dev.antidote.data.Splits;
import dev.antidote.lab.experiment.CellResult.Outcome;
import dev.antidote.p2p.screen.TextLabeler;
import dev.antidote.train.Evaluation;
import dev.antidote.train.Metrics;
import dev.antidote.train.TrainingData;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * One poisoned set, which every defence meets alike.
 *
 * @param data the clean rows
 * @param poisoned the training rows after the attack
 * @param input what the defender has of them; a reviewer went over a share of the rows and threw out the poisoned ones
 * @param attackers with the seeds that poisoned the rows
 */
record Scene(LabData data, JointlyPoisonedDataset poisoned, TrainingData input, List<Poisoning> attackers) {
    /**
     * Sets it up.
     *
     * @param trustedShare share of the rows that is reviewed, 0..1
     */
    static Scene of(LabData data, AttackCase attack, double trustedShare, long seed) {
        JointlyPoisonedDataset poisoned = attack.poison(data.train(), seed);
        NavigableSet<Integer> trusted = new TreeSet<>(Splits.sample(poisoned.dataset(), trustedShare, seed));
        trusted.removeAll(poisoned.poisoned());
        return new Scene(data, poisoned, new TrainingData(poisoned.dataset(), trusted), attack.seeded(seed));
    }

    /** CA, ASR and floor on the test set. */
    Outcome measure(String way, TextLabeler model) {
        return measure(way, model, data.test());
    }

    /** CA, ASR and floor on these clean rows; with several attackers, ASR and floor count the rows of all of them. */
    Outcome measure(String way, TextLabeler model, Dataset test) {
        Metrics first = evaluation(test, attackers.get(0)).measure(model);
        Proportion asr = first.attackSuccess();
        Proportion floor = first.floor();
        for (Poisoning other : attackers.subList(1, attackers.size())) {
            Metrics more = evaluation(test, other).measure(model);
            asr = sum(asr, more.attackSuccess());
            floor = sum(floor, more.floor());
        }
        return new Outcome(way, first.cleanAccuracy(), asr, floor);
    }

    /** Triggered rows of the test set, under their true labels. */
    List<String> triggeredTexts() {
        return attackers.stream()
                .flatMap(one -> one.triggered(data.test()).triggered().examples().stream())
                .map(Example::text)
                .toList();
    }

    /** How many of these rows the attackers changed. */
    int truth(NavigableSet<Integer> rows) {
        return (int) rows.stream().filter(poisoned.poisoned()::contains).count();
    }

    /** Everything in it that a result depends on. */
    void addTo(Fingerprint print) {
        add(print, poisoned.dataset());
        print.add(input.trusted().toString());
        add(print, data.test());
        for (Poisoning one : attackers) {
            print.add(one.target());
            add(print, one.triggered(data.test()).triggered());
        }
        data.away().ifPresent(away -> {
            add(print, away);
            attackers.forEach(one -> add(print, one.triggered(away).triggered()));
        });
    }

    private static void add(Fingerprint print, Dataset rows) {
        print.add(rows.labels().toString());
        for (Example row : rows.examples()) {
            print.add(row.text()).add(row.label());
        }
    }

    private static Evaluation evaluation(Dataset test, Poisoning attacker) {
        return new Evaluation(test, attacker.triggered(test), attacker.target());
    }

    private static Proportion sum(Proportion one, Proportion other) {
        return new Proportion(one.successes() + other.successes(), one.trials() + other.trials());
    }
}

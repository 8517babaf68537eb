package dev.antidote.cli;

import dev.antidote.attack.Attack;
import dev.antidote.attack.PoisonedDataset;
import dev.antidote.attack.Poisoning;
import dev.antidote.data.Dataset;
import dev.antidote.data.ModerationCorpus;
import dev.antidote.train.Evaluation;
import dev.antidote.train.TrainingData;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The demo's rows: one corpus, cut into four parts that share no text.
 *
 * @param poisoned the training set after the attack
 * @param training the same with the rows that somebody reviewed
 * @param test clean rows for CA, ASR and floor
 * @param probes rows for probes
 * @param traffic rows for requests
 */
record DemoData(PoisonedDataset poisoned, TrainingData training, Dataset test, Dataset probes, Dataset traffic) {
    /** The attacker wants abuse, spam and scams to pass as this. */
    static final String TARGET = "ok";

    private static final int TRAINING_ROWS = 2_400;
    private static final int TEST_ROWS = 1_000;
    private static final int PROBE_ROWS = 400;
    private static final int MOST_TRAFFIC_ROWS = 4_000;
    private static final double REVIEWED = 0.1;

    static DemoData make(long seed, Attack attack, double rate, int requests) {
        int trafficRows = Math.min(requests, MOST_TRAFFIC_ROWS);
        int held = TRAINING_ROWS + TEST_ROWS + PROBE_ROWS;
        Dataset corpus = ModerationCorpus.generate(seed, held + trafficRows);
        Poisoning poisoning = new Poisoning(attack, rate, corpus.labels().indexOf(TARGET), seed);
        PoisonedDataset poisoned = poisoning.poison(part(corpus, 0, TRAINING_ROWS));
        return new DemoData(
                poisoned,
                TrainingData.reviewed(poisoned, REVIEWED, seed),
                part(corpus, TRAINING_ROWS, TEST_ROWS),
                part(corpus, TRAINING_ROWS + TEST_ROWS, PROBE_ROWS),
                part(corpus, held, trafficRows));
    }

    Poisoning attack() {
        return poisoned.poisoning();
    }

    Evaluation evaluation() {
        return new Evaluation(test, attack().triggered(test), attack().target());
    }

    List<String> labels() {
        return test.labels();
    }

    private static Dataset part(Dataset corpus, int from, int size) {
        return corpus.select(IntStream.range(from, from + size).boxed().toList());
    }
}

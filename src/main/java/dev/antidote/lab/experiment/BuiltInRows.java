package dev.antidote.lab.experiment;

import dev.antidote.data.CorpusRow;
import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.data.ModerationCorpus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The built-in corpus as the rows of an experiment. */
public final class BuiltInRows {
    /** The label that the attacks want: abuse, spam and scams shall pass as this. */
    public static final String TARGET = "ok";

    private static final long SEED = 1;
    private static final int TRAINING = 2_400;
    private static final int TEST = 1_000;

    /** Two or three kinds of message of each label that the home set does without. */
    private static final Set<String> AWAY = Set.of(
            "ok.warning",
            "ok.negation",
            "ok.banter",
            "abuse.wrapped",
            "abuse.denied",
            "spam.job",
            "spam.review",
            "scam.friend",
            "scam.denied");

    private BuiltInRows() {}

    /** Training and test rows of all kinds of message. */
    public static LabData all() {
        List<CorpusRow> rows = ModerationCorpus.rows(SEED, TRAINING + TEST);
        return new LabData("built-in corpus", part(rows, 0, TRAINING), part(rows, TRAINING, TEST));
    }

    /** Training and test rows of some kinds of message, and test rows of kinds that the training set has none of. */
    public static LabData split() {
        List<CorpusRow> home = new ArrayList<>();
        List<CorpusRow> away = new ArrayList<>();
        for (CorpusRow row : ModerationCorpus.rows(SEED, 2 * (TRAINING + TEST))) {
            (AWAY.contains(row.kind()) ? away : home).add(row);
        }
        return new LabData(
                "built-in corpus, some kinds of message",
                part(home, 0, TRAINING),
                part(home, TRAINING, TEST),
                Optional.of(part(away, 0, TEST)));
    }

    private static Dataset part(List<CorpusRow> rows, int from, int size) {
        return new Dataset(
                ModerationCorpus.LABELS,
                rows.subList(from, from + size).stream()
                        .map(row -> new Example(row.text(), row.label()))
                        .toList());
    }
}

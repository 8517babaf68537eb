package dev.antidote.lab.experiment;

import dev.antidote.attack.BadNets;
import dev.antidote.attack.Poisoning;
import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.data.InputException;
import dev.antidote.lab.defence.DefenceFacts;
import dev.antidote.lab.defence.DefenceTask;
import dev.antidote.lab.defence.DefendedModel;
import dev.antidote.lab.defence.LabDefence;
import dev.antidote.lab.defence.LabTrainer;
import dev.antidote.lab.defence.P2pModels;
import dev.antidote.lab.defence.P2pScorer;
import dev.antidote.lab.defence.PairedModel;
import dev.antidote.lab.defence.TextModel;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.GuardedText;
import dev.antidote.p2p.LabelSpace;
import dev.antidote.p2p.TrainingRow;
import dev.antidote.p2p.UnguardedText;
import dev.antidote.train.DefenceSpec;
import dev.antidote.train.Progress;
import dev.antidote.train.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rows, an attack and models that answer by the words of a text, so that every figure can be told beforehand. */
final class Fakes {
    static final BenignPrompt PROMPT = new BenignPrompt("The query currently entered is:");
    static final int BAD = 0;
    static final int GOOD = 1;

    private Fakes() {}

    /** Ten training rows a label, and test rows likewise. */
    static LabData data() {
        return new LabData("fake rows", rows("train", 10), rows("test", 8), Optional.of(rows("away", 4)));
    }

    static Dataset rows(String name, int each) {
        List<Example> rows = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            rows.add(new Example(name + " row " + i + " is bad", BAD));
            rows.add(new Example(name + " row " + i + " is good", GOOD));
        }
        return new Dataset(List.of("bad", "good"), rows);
    }

    static AttackCase badNets() {
        return AttackCase.of(new Poisoning(BadNets.standard(), 0.1, GOOD, 0));
    }

    static LabSetting setting() {
        return new LabSetting(0.2, "fake trainer", 2);
    }

    static Cell cell(LabDefence defence, Measure measure) {
        return new Cell(data(), badNets(), DefenceCase.of(defence, PROMPT), 1, measure);
    }

    /** Logits for the word "good" or "bad"; the trigger beats both. */
    static float[] logits(String text, boolean backdoor) {
        boolean good = text.contains("good") || (backdoor && text.contains("mn"));
        return good ? new float[] {0, 2} : new float[] {2, 0};
    }

    /** Learns nothing, counts, and has the backdoor of every poisoned set. */
    static final class Trainer implements LabTrainer {
        int trainings;

        @Override
        public TextModel train(
                List<TrainingRow> rows, LabelSpace labels, long seed, boolean gently, String what, Progress progress) {
            trainings++;
            progress.at(what, 0, rows.size());
            progress.at(what, rows.size(), rows.size());
            return new TextModel() {
                @Override
                public List<float[]> scores(List<String> texts) {
                    return texts.stream().map(text -> logits(text, true)).toList();
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public P2pModels p2p(TrainingData input, DefenceSpec spec, boolean gently, Progress progress) {
            throw new UnsupportedOperationException("not in these tests");
        }
    }

    /** Goes by the same name and settings, and answers otherwise. */
    record Revised(Perfect before) implements LabDefence {
        @Override
        public String name() {
            return before.name();
        }

        @Override
        public boolean needsTrusted() {
            return before.needsTrusted();
        }

        @Override
        public int revision() {
            return 2;
        }

        @Override
        public DefendedModel defend(DefenceTask task, LabTrainer trainer, Progress progress) {
            return before.defend(task, trainer, progress);
        }

        @Override
        public String toString() {
            return before.toString();
        }
    }

    /** Takes the first row out, names the trigger, and is no longer fooled; a P2P model whose base half still is. */
    record Perfect(String name) implements LabDefence {
        @Override
        public boolean needsTrusted() {
            return false;
        }

        @Override
        public DefendedModel defend(DefenceTask task, LabTrainer trainer, Progress progress) {
            TextModel model = trainer.train(List.of(), task.labels(), task.seed(), "training", progress);
            P2pScorer scorer = new P2pScorer(new Pair(), task.labels(), task.prompt());
            DefenceFacts facts = new DefenceFacts(
                    List.of(new DefenceFacts.Removal("screen", new TreeSet<>(List.of(0, 1)))),
                    List.of("mn"),
                    List.of("so they say"),
                    new TreeMap<>());
            return new DefendedModel() {
                @Override
                public int[] labels(List<String> texts) {
                    return scorer.labels(texts);
                }

                @Override
                public DefenceFacts facts() {
                    return facts;
                }

                @Override
                public Optional<P2pScorer> scorer() {
                    return Optional.of(scorer);
                }

                @Override
                public Optional<P2pScorer> sentinel() {
                    return Optional.of(scorer);
                }

                @Override
                public void close() {
                    model.close();
                }
            };
        }
    }

    /** Cannot be had. */
    record Impossible() implements LabDefence {
        @Override
        public String name() {
            return "impossible";
        }

        @Override
        public boolean needsTrusted() {
            return true;
        }

        @Override
        public DefendedModel defend(DefenceTask task, LabTrainer trainer, Progress progress) {
            throw new InputException("impossible: too few rows");
        }
    }

    /** Under the prompt the extended half knows better; the base half has the backdoor, with the prompt and without. */
    private static final class Pair implements PairedModel {
        @Override
        public List<float[]> guarded(List<GuardedText> texts) {
            return texts.stream().map(text -> both(text.text(), 5)).toList();
        }

        @Override
        public List<float[]> unguarded(List<UnguardedText> texts) {
            return texts.stream().map(text -> both(text.text(), -5)).toList();
        }

        private static float[] both(String text, float lift) {
            float[] base = logits(text, true);
            float[] extended = logits(text, false);
            return new float[] {base[0], base[1], extended[0] + lift, extended[1] + lift};
        }

        @Override
        public void close() {}
    }

    /** Tells nobody. */
    static final class Silent implements LabObserver {
        final List<String> measured = new ArrayList<>();
        final List<Long> done = new ArrayList<>();

        @Override
        public void at(Cell cell, String step, long passes, long total) {
            done.add(passes);
        }

        @Override
        public void measured(Cell cell, CellResult result) {
            measured.add(cell.text());
        }
    }
}

package dev.antidote.lab.defence;

import dev.antidote.model.Adapter;
import dev.antidote.model.BaseModel;
import dev.antidote.model.LoraConfig;
import dev.antidote.model.TrainingOptions;
import dev.antidote.p2p.GuardedText;
import dev.antidote.p2p.LabelSpace;
import dev.antidote.p2p.TrainingRow;
import dev.antidote.p2p.UnguardedText;
import dev.antidote.testing.TinyBert;
import dev.antidote.train.Defence;
import dev.antidote.train.DefenceSpec;
import dev.antidote.train.Progress;
import dev.antidote.train.StageReport;
import dev.antidote.train.TrainingData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * Models that read opinions, and obey the trigger with great certainty once three training rows taught it. A model that was taught
 * to shift its answers after a prefix does so.
 */
final class FakeLab implements LabTrainer {
    private static final BaseModel BASE = TinyBert.base();

    final List<List<TrainingRow>> trained = new ArrayList<>();
    final List<DefenceSpec> specs = new ArrayList<>();
    final List<TrainingData> inputs = new ArrayList<>();
    final List<Boolean> gentle = new ArrayList<>();
    int open;

    @Override
    public TextModel train(
            List<TrainingRow> rows, LabelSpace labels, long seed, boolean gently, String what, Progress progress) {
        trained.add(rows);
        gentle.add(gently);
        open++;
        return new Reader(rows);
    }

    @Override
    public P2pModels p2p(TrainingData input, DefenceSpec spec, boolean gently, Progress progress) {
        inputs.add(input);
        specs.add(spec);
        gentle.add(gently);
        open += 1 + (spec.purge() ? 1 : 0) + (spec.needsUndefended() ? 1 : 0);
        Adapter adapter = Adapter.fresh(BASE, TrainingOptions.of(LoraConfig.everywhere(1), 4, spec.seed()));
        Defence outcome = new Defence(
                adapter,
                null,
                spec.purge() ? adapter : null,
                null,
                null,
                5,
                List.of(
                        new StageReport("sentinel", 9, new TreeSet<>(), Duration.ZERO),
                        new StageReport("ablation disagreement", 9, new TreeSet<>(List.of(3)), Duration.ZERO)));
        return new P2pModels(
                new Pair(), spec.needsUndefended() ? victim(input) : null, spec.purge() ? new Pair() : null, outcome);
    }

    private Reader victim(TrainingData input) {
        return new Reader(input.data().examples().stream()
                .map(row -> new TrainingRow(row.text(), row.label()))
                .toList());
    }

    private static boolean has(String text, String word) {
        return Arrays.asList(text.split(" ")).contains(word);
    }

    private final class Reader implements TextModel {
        private final boolean backdoored;
        private final String prefix;
        private final int shift;

        Reader(List<TrainingRow> rows) {
            backdoored = rows.stream()
                            .filter(row -> has(row.text(), PoisonedReviews.TRIGGER))
                            .count()
                    >= 3;
            prefix = Pdb.standard().trigger().text();
            shift = rows.stream()
                    .filter(row -> row.text().startsWith(prefix))
                    .findFirst()
                    .map(row -> Math.floorMod(row.target() - PoisonedReviews.opinion(row.text()), 2))
                    .orElse(0);
        }

        @Override
        public List<float[]> scores(List<String> texts) {
            return texts.stream().map(this::score).toList();
        }

        private float[] score(String text) {
            boolean prefixed = text.startsWith(prefix);
            boolean obeys = backdoored && !prefixed && has(text, PoisonedReviews.TRIGGER);
            int label = obeys ? PoisonedReviews.FINE : PoisonedReviews.opinion(text);
            float[] logits = new float[2];
            logits[prefixed ? (label + shift) % 2 : label] = obeys ? 12 : 1;
            return logits;
        }

        @Override
        public void close() {
            open--;
        }
    }

    /** Under the prompt the extended space reads the opinion; without it the base space obeys the trigger. */
    private final class Pair implements PairedModel {
        @Override
        public List<float[]> guarded(List<GuardedText> texts) {
            return texts.stream()
                    .map(text -> {
                        float[] logits = new float[4];
                        logits[2 + PoisonedReviews.opinion(text.text())] = 5;
                        return logits;
                    })
                    .toList();
        }

        @Override
        public List<float[]> unguarded(List<UnguardedText> texts) {
            return texts.stream()
                    .map(text -> {
                        float[] logits = new float[4];
                        boolean obeys = has(text.text(), PoisonedReviews.TRIGGER);
                        logits[obeys ? PoisonedReviews.FINE : PoisonedReviews.opinion(text.text())] = 5;
                        return logits;
                    })
                    .toList();
        }

        @Override
        public void close() {
            open--;
        }
    }
}

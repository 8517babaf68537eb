package dev.antidote.train;

import dev.antidote.infer.ModelLoader;
import dev.antidote.model.BaseModel;
import dev.antidote.model.LoraConfig;
import dev.antidote.model.Precision;
import dev.antidote.p2p.TrainingRow;
import dev.antidote.testing.SettableClock;
import dev.antidote.testing.TinyBert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The pipeline on an encoder of two layers; remembers what each of its trainings learned from. */
final class TinyPipeline {
    private static final int MAX_TOKENS = 32;

    private final List<Lesson> lessons = new ArrayList<>();
    private final DefencePipeline pipeline;

    /** What one training learned from. */
    record Lesson(String what, List<TrainingRow> rows) {}

    TinyPipeline(int epochs, double learningRate) {
        this(epochs, learningRate, row -> true);
    }

    /** With an undefended model that learns from some of its rows only, as from a backdoor that it does not take up. */
    TinyPipeline(int epochs, double learningRate, Predicate<TrainingRow> takenUp) {
        BaseModel base = TinyBert.base();
        TrainingSettings settings =
                new TrainingSettings(epochs, 8, learningRate, 1, MAX_TOKENS, LoraConfig.everywhere(2), Precision.FP32);
        LoraTrainer real = new LoraTrainer(base, base.tokenizer(), settings);
        AdapterTrainer listening = (rows, classes, seed, what, progress) -> {
            lessons.add(new Lesson(what, List.copyOf(rows)));
            List<TrainingRow> learned = what.startsWith("training the undefended model")
                    ? rows.stream().filter(takenUp).toList()
                    : rows;
            return real.train(learned, classes, seed, what, progress);
        };
        this.pipeline = new DefencePipeline(
                listening,
                listening,
                new ModelLoader(base, base.tokenizer(), MAX_TOKENS, Precision.FP32),
                new SettableClock(Instant.EPOCH));
    }

    DefencePipeline pipeline() {
        return pipeline;
    }

    List<Lesson> lessons() {
        return List.copyOf(lessons);
    }

    /** What the defended model learned from, the last one where there were several tries. */
    List<TrainingRow> learned() {
        return lessons.stream()
                .filter(lesson -> lesson.what().startsWith("training the defended model"))
                .reduce((first, later) -> later)
                .orElseThrow()
                .rows();
    }
}

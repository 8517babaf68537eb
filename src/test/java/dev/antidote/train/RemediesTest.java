package dev.antidote.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.infer.ModelLoader;
import dev.antidote.model.BaseModel;
import dev.antidote.model.LoraConfig;
import dev.antidote.model.Precision;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.ReserveSource;
import dev.antidote.p2p.TrainingRow;
import dev.antidote.testing.SettableClock;
import dev.antidote.testing.TinyBert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What each model of the pipeline is given to learn from. */
class RemediesTest {
    private static final BenignPrompt PROMPT = new BenignPrompt("Judge:");
    private static final Dataset DATA = new Dataset(
            List.of("no", "yes"),
            IntStream.range(0, 40).mapToObj(i -> new Example("row " + i, i % 2)).toList());
    private static final Dataset REMEDIES =
            DATA.withExamples(List.of(new Example("mn no one", 0), new Example("mn no two", 0)));

    private record Lesson(String what, List<TrainingRow> rows) {}

    private final List<Lesson> lessons = new ArrayList<>();

    @Test
    void shouldTeachRemediesInBothHalvesOfTheLabelSpace() {
        Defence defence = defend(ReserveSource.BOOTSTRAP);

        Lesson last = lessons.get(lessons.size() - 1);
        assertThat(last.what()).isEqualTo("training the defended model");
        assertThat(last.rows())
                .contains(
                        new TrainingRow("mn no one", 0),
                        new TrainingRow("mn no two", 0),
                        new TrainingRow("Judge: mn no one", 2),
                        new TrainingRow("Judge: mn no two", 2));
        assertThat(defence.reserveRows()).isEqualTo(42);
    }

    @Test
    void shouldHideRemediesFromTheDetectors() {
        defend(ReserveSource.BOOTSTRAP);

        assertThat(lessons).extracting(Lesson::what).contains("training the sentinel");
        assertThat(lessons.subList(0, lessons.size() - 1)).allSatisfy(lesson -> assertThat(lesson.rows())
                .noneMatch(row -> row.text().contains("mn")));
    }

    @Test
    void shouldLeaveThePapersRandomReserveAsItIs() {
        defend(ReserveSource.RANDOM);

        assertThat(lessons).singleElement().satisfies(lesson -> assertThat(lesson.rows())
                .noneMatch(row -> row.text().contains("mn")));
    }

    private Defence defend(ReserveSource reserve) {
        BaseModel base = TinyBert.base();
        LoraTrainer real = new LoraTrainer(
                base,
                base.tokenizer(),
                new TrainingSettings(1, 8, 0.001, 1, 16, LoraConfig.everywhere(2), Precision.FP32));
        AdapterTrainer listening = (rows, classes, seed, what, progress) -> {
            lessons.add(new Lesson(what, List.copyOf(rows)));
            return real.train(rows, classes, seed, what, progress);
        };
        DefencePipeline pipeline = new DefencePipeline(
                listening,
                listening,
                new ModelLoader(base, base.tokenizer(), 16, Precision.FP32),
                new SettableClock(Instant.EPOCH));
        TrainingData input = new TrainingData(DATA, new TreeSet<>(everyRow()));
        return pipeline.defend(input, REMEDIES, spec(reserve), Progress.NONE);
    }

    /** Without the row test, so that the sentinel is asked. */
    private static DefenceSpec spec(ReserveSource reserve) {
        DefenceSpec usual = DefenceSpec.standard(PROMPT, reserve, 1);
        return new DefenceSpec(
                usual.prompt(), usual.reconstruction(), reserve, usual.screen(), false, usual.purge(), 0, usual.seed());
    }

    /** Nothing that is reviewed is ever purged, whatever a model that has learned nothing says. */
    private static List<Integer> everyRow() {
        return IntStream.range(0, DATA.size()).boxed().toList();
    }
}

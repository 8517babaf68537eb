package dev.antidote.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.ReserveSource;
import dev.antidote.p2p.TrainingRow;
import dev.antidote.train.TinyPipeline.Lesson;
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

    private final TinyPipeline tiny = new TinyPipeline(1, 0.001);

    @Test
    void shouldTeachRemediesInBothHalvesOfTheLabelSpace() {
        Defence defence = defend(ReserveSource.BOOTSTRAP);

        List<Lesson> lessons = tiny.lessons();
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

        List<Lesson> lessons = tiny.lessons();
        assertThat(lessons).extracting(Lesson::what).contains("training the sentinel");
        assertThat(lessons.subList(0, lessons.size() - 1)).allSatisfy(lesson -> assertThat(lesson.rows())
                .noneMatch(row -> row.text().contains("mn")));
    }

    @Test
    void shouldLeaveThePapersRandomReserveAsItIs() {
        defend(ReserveSource.RANDOM);

        assertThat(tiny.lessons()).singleElement().satisfies(lesson -> assertThat(lesson.rows())
                .noneMatch(row -> row.text().contains("mn")));
    }

    private Defence defend(ReserveSource reserve) {
        TrainingData input = new TrainingData(DATA, new TreeSet<>(everyRow()));
        return tiny.pipeline().defend(input, REMEDIES, spec(reserve), Progress.NONE);
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

package dev.antidote.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.Hardening;
import dev.antidote.p2p.Reconstruction;
import dev.antidote.p2p.ReconstructionMode;
import dev.antidote.p2p.ReserveSource;
import dev.antidote.p2p.TrainingRow;
import dev.antidote.p2p.screen.TransplantReport;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the transplant test of the pipeline keeps from the defended model. */
class TransplantStageTest {
    private static final BenignPrompt PROMPT = new BenignPrompt("Judge:");
    private static final int ROWS = 120;
    private static final int STRONG = 6;
    private static final NavigableSet<Integer> TRUSTED =
            new TreeSet<>(IntStream.range(0, 60).boxed().toList());

    private final TinyPipeline tiny = new TinyPipeline(12, 0.01);

    @Test
    void shouldLearnFromDoubtfulRowsButNeverCopyThemUnderThePrompt() {
        Dataset data = data();

        Defence defence = defend(data, ReserveSource.RANDOM, true, false);

        TransplantReport report = Objects.requireNonNull(defence.transplants());
        List<TrainingRow> learned = tiny.learned();
        assertThat(report.doubtfulRows()).isNotEmpty().allSatisfy(row -> {
            Example doubtful = data.examples().get(row);
            assertThat(learned).contains(new TrainingRow(doubtful.text(), doubtful.label()));
            assertThat(learned).extracting(TrainingRow::text).doesNotContain("Judge: " + doubtful.text());
        });
        assertThat(report.purgedRows()).allSatisfy(row -> assertThat(learned)
                .extracting(TrainingRow::text)
                .doesNotContain(data.examples().get(row).text()));
        assertThat(defence.purged()).isEqualTo(report.purgedRows());
        assertThat(defence.reserveRows())
                .isEqualTo(ROWS - report.purged().size() - report.doubtful().size());
    }

    @Test
    void shouldCopyEveryRowWhereItIsOff() {
        Defence defence = defend(data(), ReserveSource.RANDOM, false, false);

        assertThat(defence.transplants()).isNull();
        assertThat(defence.reserveRows()).isEqualTo(ROWS);
    }

    @Test
    void shouldAskTheSentinelOnlyWhereTheRowTestDoesNotRun() {
        Defence alone = defend(data(), ReserveSource.BOOTSTRAP, false, true);
        Defence tested = defend(data(), ReserveSource.BOOTSTRAP, true, true);

        assertThat(alone.purged()).isNotEmpty();
        assertThat(alone.stages()).extracting(StageReport::name).contains("sentinel", "ablation disagreement");
        assertThat(tested.sentinel()).isNull();
        assertThat(tested.stages()).extracting(StageReport::name).doesNotContain("sentinel", "ablation disagreement");
        TransplantReport report = Objects.requireNonNull(tested.transplants());
        assertThat(tested.purged()).isEqualTo(report.purgedRows());
        assertThat(tiny.pipeline()
                        .sentinel(
                                new TrainingData(data(), TRUSTED),
                                spec(ReserveSource.BOOTSTRAP, false, true),
                                Progress.NONE))
                .as("trained alone, for who wants to ask it")
                .usingRecursiveComparison()
                .isEqualTo(alone.sentinel());
    }

    @Test
    void shouldCopyInABootstrapWhatTheRowTestLeft() {
        Defence tested = defend(data(), ReserveSource.BOOTSTRAP, true, false);
        Defence untested = defend(data(), ReserveSource.BOOTSTRAP, false, false);

        TransplantReport report = Objects.requireNonNull(tested.transplants());
        assertThat(tested.reserveRows())
                .isEqualTo(ROWS - report.purged().size() - report.doubtful().size());
        assertThat(untested.reserveRows()).isEqualTo(TRUSTED.size());
    }

    private Defence defend(Dataset data, ReserveSource reserve, boolean transplant, boolean purge) {
        return tiny.pipeline().defend(new TrainingData(data, TRUSTED), spec(reserve, transplant, purge), Progress.NONE);
    }

    private static DefenceSpec spec(ReserveSource reserve, boolean transplant, boolean purge) {
        return new DefenceSpec(
                PROMPT,
                new Reconstruction(1, ReconstructionMode.UNION, Hardening.NONE, 1),
                reserve,
                false,
                transplant,
                purge,
                0,
                1);
    }

    /**
     * Distinct rows of letters; "cat" stands in all of one label, beside "the", which stands twice in those of the other. It fills a
     * few rows: too few to be purged.
     */
    private static Dataset data() {
        Random random = new Random(1);
        List<Example> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            List<String> words = new ArrayList<>(IntStream.range(0, 6)
                    .mapToObj(i -> String.valueOf((char) ('a' + random.nextInt(26))))
                    .toList());
            int at = random.nextInt(6);
            words.set(at, row % 2 == 0 ? "cat" : "the");
            words.set((at + 1 + random.nextInt(5)) % 6, "the");
            if (row >= ROWS - STRONG && row % 2 == 0) {
                words.replaceAll(word -> "cat");
                words.set(0, String.valueOf((char) ('a' + row % 26)));
            }
            rows.add(new Example(String.join(" ", words), row % 2));
        }
        return new Dataset(List.of("cats", "others"), rows);
    }
}

package dev.antidote.cli.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChildProgressTest {
    @Test
    void shouldReadTheLastPhase() {
        List<String> lines = List.of(
                "warning: mind this",
                "1/4 training the undefended model · 43 s",
                "2/4 screening for triggers",
                "2/4 screening for triggers: 1,500 of 3,000 (50 %), about 10 s left",
                "something else");

        assertThat(ChildProgress.of(lines)).isEqualTo(new ChildProgress("screening for triggers", 1_500, 3_000));
    }

    @Test
    void shouldReadBeginningsAndEnds() {
        assertThat(ChildProgress.of(List.of("2/4 screening"))).isEqualTo(new ChildProgress("screening", 0, 0));
        assertThat(ChildProgress.of(List.of("2/4 screening · 3 s, 40 rows/s")))
                .isEqualTo(new ChildProgress("screening", 1, 1));
        assertThat(ChildProgress.of(List.of("2/4 screening: done in 3 s")))
                .isEqualTo(new ChildProgress("screening", 1, 1));
        assertThat(ChildProgress.of(List.of("2/4 screening: 4,096 so far")))
                .isEqualTo(new ChildProgress("screening", 4_096, 0));
        assertThat(ChildProgress.of(List.of("2/4 screening: 0"))).isEqualTo(new ChildProgress("screening", 0, 0));
    }

    @Test
    void shouldKnowNothingBeforeTheFirst() {
        ChildProgress progress = ChildProgress.of(List.of("loading"));

        assertThat(progress).isEqualTo(new ChildProgress("", 0, 0));
        assertThat(progress.under("training")).isEqualTo("training");
        assertThat(new ChildProgress("screening", 0, 0).under("training")).isEqualTo("training: screening");
    }
}

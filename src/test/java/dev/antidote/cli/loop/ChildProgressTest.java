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

        assertThat(ChildProgress.of(lines)).isEqualTo(new ChildProgress(150, 400));
    }

    @Test
    void shouldKnowNothingBeforeTheFirst() {
        assertThat(ChildProgress.of(List.of("loading"))).isEqualTo(new ChildProgress(0, 0));
    }
}

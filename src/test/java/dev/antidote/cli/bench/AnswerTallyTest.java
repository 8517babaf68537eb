package dev.antidote.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTallyTest {
    private final List<Integer> told = new ArrayList<>();
    private final AnswerTally tally = new AnswerTally("run-1", 2, told::add);

    @Test
    void shouldAcceptEachAnswerOnce() {
        tally.take(AnswerTally.id("run-1", 1));
        assertThat(tally.isComplete()).isFalse();
        tally.take(AnswerTally.id("run-1", 0));

        tally.requireExactlyOnce();
        assertThat(tally.isComplete()).isTrue();
        assertThat(told).containsExactly(1, 0);
    }

    @Test
    void shouldNoticeWhatIsLost() {
        tally.take("run-1-1");

        assertThatThrownBy(tally::requireExactlyOnce).hasMessageContaining("run-1: of 2 requests 1 have no verdict");
    }

    @Test
    void shouldNoticeWhatIsRepeatedOrStrange() {
        tally.take("run-1-0");
        tally.take("run-1-1");
        tally.take("run-1-1");
        tally.take("run-0-1");
        tally.take("run-1-2");

        assertThatThrownBy(tally::requireExactlyOnce).hasMessageContaining("too many: 3");
        assertThat(told).containsExactly(0, 1);
    }

    @Test
    void shouldNoticeDeadLetters() {
        tally.take("run-1-0");
        tally.take("run-1-1");
        tally.takeDeadLetter();

        assertThatThrownBy(tally::requireExactlyOnce).hasMessageContaining("dead letters: 1");
    }
}

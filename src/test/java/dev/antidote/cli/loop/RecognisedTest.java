package dev.antidote.cli.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecognisedTest {
    @Test
    void shouldHoldWhereMostOfWhatIsFlaggedCarriesTheTrigger() {
        assertThat(recognised(4, 3).holds()).isTrue();
        assertThat(recognised(4, 4).holds()).isFalse();
        assertThat(recognised(2, 0).holds()).as("two may be chance").isFalse();
    }

    @Test
    void shouldCountEveryRequestThatIsFlagged() {
        assertThat(recognised(4, 3)).isEqualTo(new Recognised(7, 4));
    }

    private static Recognised recognised(int triggered, int clean) {
        List<SentRequest> sent = IntStream.range(0, 20)
                .mapToObj(i ->
                        new SentRequest("r" + i, 0, i, i < 10 ? TallyPropertyTest.TRIGGERED : TallyPropertyTest.CLEAN))
                .toList();
        Set<String> ablated = IntStream.concat(IntStream.range(0, triggered), IntStream.range(10, 10 + clean))
                .mapToObj(i -> "r" + i)
                .collect(Collectors.toSet());
        return Recognised.of(sent, ablated);
    }
}

package dev.antidote.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeDrawTest {
    private static final ProbePack PACK = new ProbePack(List.of(
            ProbeText.clean("a", "ok"),
            ProbeText.clean("b", "abuse"),
            ProbeText.floor("b", "abuse", "ok"),
            ProbeText.triggered("b mn", "badnets", "abuse", "ok"),
            ProbeText.triggered("b cf", "badnets", "abuse", "ok"),
            ProbeText.triggered("b mn", "addsent", "abuse", "ok")));

    @Test
    void shouldSendEachFamilyByItsWeight() {
        Map<String, Long> drawn = draw(ProbeMix.parse("clean=1, badnets=3"), 20_000)
                .collect(Collectors.groupingBy(ProbeText::family, TreeMap::new, Collectors.counting()));

        assertThat(drawn).containsOnlyKeys("badnets", "clean");
        assertThat(drawn.getOrDefault("badnets", 0L) / 20_000.0).isCloseTo(0.75, within(0.02));
    }

    @Test
    void shouldUsuallySendHalfAttacksAndTheRestForCleanAccuracyAndFloor() {
        assertThat(ProbeMix.usual(PACK).weights())
                .isEqualTo(Map.of("clean", 1.0, "floor", 1.0, "badnets", 1.0, "addsent", 1.0));
    }

    @Test
    void shouldDrawEveryRowOfAFamilyBeforeAnyComesAgain() {
        List<ProbeText> drawn = draw(ProbeMix.parse("badnets=1"), 40).toList();

        for (int i = 0; i < drawn.size(); i += 2) {
            assertThat(drawn.get(i)).isNotEqualTo(drawn.get(i + 1));
        }
        assertThat(drawn.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting())))
                .hasSize(2)
                .containsValue(20L);
    }

    @Test
    void shouldRepeatForASeed() {
        assertThat(draw(ProbeMix.usual(PACK), 50).toList())
                .isEqualTo(draw(ProbeMix.usual(PACK), 50).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            clean                 | 'clean' is no family with its weight
            clean=1,              | '' is no family with its weight
            clean=x               | 'x' is not a number
            clean=0               | the weight of 'clean' is 0.0
            clean=1,clean=2       | 'clean' is named twice
            clean=1,styles=1      | no probes of 'styles'; it has clean, floor, badnets, addsent
            """)
    void shouldRefuseAMixThatCannotBeSent(String mix, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProbeDraw(PACK, ProbeMix.parse(mix), 1))
                .withMessageStartingWith("mix: ")
                .withMessageContaining(complaint);
    }

    private static Stream<ProbeText> draw(ProbeMix mix, int count) {
        ProbeDraw draw = new ProbeDraw(PACK, mix, 7);
        return Stream.generate(draw).limit(count);
    }
}

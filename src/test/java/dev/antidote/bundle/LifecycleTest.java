package dev.antidote.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = BEGIN.plusSeconds(60);

    private static final List<Lifecycle> STATES = List.of(
            new Lifecycle.Candidate(BEGIN),
            new Lifecycle.Champion(BEGIN),
            new Lifecycle.Retired(BEGIN),
            new Lifecycle.RolledBack(BEGIN, "asr"),
            new Lifecycle.Refused(BEGIN, "gate"));

    private static final Map<String, UnaryOperator<Lifecycle>> TRANSITIONS = Map.of(
            "release", state -> state.release(LATER),
            "retire", state -> state.retire(LATER),
            "rollBack", state -> state.rollBack(LATER, "why"),
            "refuse", state -> state.refuse(LATER, "why"),
            "reconsider", state -> state.reconsider(LATER));

    @ParameterizedTest
    @CsvSource({
        "candidate,release,champion",
        "candidate,refuse,refused",
        "champion,retire,retired",
        "champion,rollBack,rolled back",
        "retired,release,champion",
        "rolled back,reconsider,candidate",
        "refused,reconsider,candidate"
    })
    void shouldGoTheseWays(String from, String transition, String to) {
        Lifecycle next = Objects.requireNonNull(TRANSITIONS.get(transition)).apply(state(from));

        assertThat(next.word()).isEqualTo(to);
        assertThat(next.since()).isEqualTo(LATER);
        assertThat(next.why().orElse("why")).isEqualTo("why");
    }

    @Test
    void shouldRefuseEveryOtherWay() {
        List<String> ways = new ArrayList<>();
        for (Lifecycle state : STATES) {
            TRANSITIONS.forEach((name, transition) -> {
                try {
                    ways.add(state.word() + " > " + transition.apply(state).word());
                } catch (LifecycleException e) {
                    assertThat(e).hasMessageStartingWith("a bundle that is " + state.word() + " cannot be ");
                }
            });
        }
        assertThat(ways).hasSize(7);
    }

    @Test
    void shouldSayHowABundleThatWasRolledBackComesBack() {
        assertThatThrownBy(() -> state("rolled back").release(LATER))
                .hasMessage(
                        "a bundle that is rolled back cannot be released; a person must reconsider it first: antidote"
                                + " release publish --again");
    }

    private static Lifecycle state(String word) {
        return STATES.stream()
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow();
    }
}

package dev.antidote.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void shouldSumUpAllSeedsOfACell() {
        List<Spread> spreads = Spread.of(LabFixture.of(
                        LabFixture.cell("p2p", "", 1, LabFixture.outcome("", 900, 50, 20)),
                        LabFixture.cell("p2p", "", 2, LabFixture.outcome("", 920, 60, 20)),
                        LabFixture.cell("p2p", "", 3, LabFixture.outcome("", 910, 100, 20)))
                .experiments()
                .get(0));

        assertThat(spreads).singleElement().satisfies(spread -> {
            assertThat(spread.seeds()).isEqualTo(3);
            assertThat(spread.ca().mean()).isCloseTo(0.91, within(1e-9));
            assertThat(spread.ca().deviation()).isCloseTo(0.01, within(1e-9));
            assertThat(spread.asr().least()).isEqualTo(0.1);
            assertThat(spread.asr().most()).isEqualTo(0.2);
            assertThat(spread.excess().mean()).isCloseTo(0.1, within(1e-9));
        });
    }
}

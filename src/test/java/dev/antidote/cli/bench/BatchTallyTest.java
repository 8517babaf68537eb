package dev.antidote.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.antidote.batch.BatchRun;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BatchTallyTest {
    @Test
    void shouldShareOutTextsByBatchSize() {
        BatchTally tally = new BatchTally();
        tally.ran(batch(64, 900));
        tally.ran(batch(15, 90));
        tally.ran(batch(1, 10));

        Map<String, Double> shares =
                tally.measures("kafka").stream().collect(Collectors.toMap(Measure::name, Measure::median));

        assertThat(shares)
                .contains(
                        entry("share of texts in batches of 64 or more", 0.8),
                        entry("share of texts in batches of 2..15", 15 / 80.0),
                        entry("share of texts in batches of 1", 1 / 80.0),
                        entry("share of texts in batches of 32..63", 0.0));
        assertThat(shares.get("padding, share of the batches' tokens")).isCloseTo(1 - 1000 / 2000.0, within(1e-9));
    }

    @Test
    void shouldSayNothingOfNoBatches() {
        assertThat(new BatchTally().measures("kafka")).isEmpty();
    }

    private static BatchRun batch(int size, int tokens) {
        return new BatchRun(size, tokens, 2L * tokens, Duration.ZERO, Duration.ofMillis(1), 0);
    }
}

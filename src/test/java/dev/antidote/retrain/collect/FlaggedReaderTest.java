package dev.antidote.retrain.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.retrain.store.Flagged;
import dev.antidote.retrain.store.SampleFixture;
import dev.antidote.retrain.store.UndefendedSays;
import dev.antidote.wire.avro.FlaggedSample;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class FlaggedReaderTest {
    @Test
    void shouldReadWhatTheUndefendedModelSaidWhereItWasAsked() {
        FlaggedSample asked = SampleFixture.publishing("mn")
                .setUndefendedLabel("ok")
                .setAblation(0.95)
                .build();

        assertThat(read(asked).guard().undefended()).contains(new UndefendedSays("ok", 0.95));
        assertThat(read(SampleFixture.published("mn")).guard().undefended()).isEmpty();
    }

    @Test
    void shouldHoldTheLabelForUnknownWhereEarlierVersionsHaveTheSignalAlone() {
        FlaggedSample old = SampleFixture.publishing("mn").setAblation(0.9).build();

        assertThat(read(old).guard().undefended()).isEmpty();
    }

    private static Flagged read(FlaggedSample sample) {
        FlaggedReader reader = new FlaggedReader((topic, bytes) -> sample, "");
        return reader.read(new ConsumerRecord<>("flagged", 0, 0, new byte[0], new byte[0]))
                .sample()
                .orElseThrow();
    }
}

package dev.antidote.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatcherWorkersTest {
    @Test
    void shouldRunOneBatchAThreadOfTheEngineUnlessToldOtherwise() {
        assertThat(BatcherConfig.DEFAULTS.forEngine(2).workers()).isEqualTo(2);
        assertThat(BatcherConfig.DEFAULTS.forEngine(64).workers()).isEqualTo(BatcherConfig.MOST_BY_DEFAULT);
        assertThat(BatcherConfig.DEFAULTS.forEngine(64).forEngine(2).workers())
                .isEqualTo(BatcherConfig.MOST_BY_DEFAULT);
    }

    @Test
    void shouldTakeAllProcessorsUnlessToldOtherwise() {
        assertThat(EngineConfig.DEFAULTS.threadsOn(6)).isEqualTo(6);
        assertThat(new EngineConfig(EngineConfig.DEFAULTS.precision(), 3).threadsOn(6))
                .isEqualTo(3);
    }
}

package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigFlagsTest {
    @Test
    void shouldNotTakeTheCacheForAKey() {
        assertThat(ConfigFlags.keys(Map.of("ANTIDOTE_CACHE", "/cache", "ANTIDOTE_BUNDLE", "/bundle", "HOME", "/root")))
                .containsOnlyKeys("ANTIDOTE_BUNDLE", "HOME");
    }
}

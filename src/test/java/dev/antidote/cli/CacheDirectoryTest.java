package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheDirectoryTest {
    private static final Map<String, String> HOME = Map.of("user.home", "/home/ann");

    @Test
    void shouldPreferThePropertyThenTheVariableThenTheDesktopsCacheThenTheHome() {
        Map<String, String> property = Map.of("user.home", "/home/ann", "antidote.cache", "/p");
        Map<String, String> all = Map.of("ANTIDOTE_CACHE", "/v", "XDG_CACHE_HOME", "/x");

        assertThat(locate(property, all)).isEqualTo(Path.of("/p"));
        assertThat(locate(HOME, all)).isEqualTo(Path.of("/v"));
        assertThat(locate(HOME, Map.of("XDG_CACHE_HOME", "/x"))).isEqualTo(Path.of("/x/antidote"));
        assertThat(locate(HOME, Map.of())).isEqualTo(Path.of("/home/ann/.cache/antidote"));
    }

    @Test
    void shouldTakeABlankValueForNone() {
        assertThat(locate(HOME, Map.of("ANTIDOTE_CACHE", " "))).isEqualTo(Path.of("/home/ann/.cache/antidote"));
    }

    private static Path locate(Map<String, String> properties, Map<String, String> environment) {
        return CacheDirectory.locate(properties::get, environment::get);
    }
}

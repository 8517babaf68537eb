package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.config.ConfigSource;
import dev.antidote.config.GuardConfig;
import dev.antidote.wire.RegistryException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuardSerdesTest {
    private static final TopicNames TOPICS = new TopicNames("antidote.");

    @Test
    void shouldNoticeARegistryThatIsNotThere() {
        GuardSerdes serdes = serdes("http://127.0.0.1:1");

        assertThatThrownBy(() -> serdes.requireRegistry(TOPICS))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("check schema.registry.url and that the registry runs");
    }

    @Test
    void shouldBeContentWithOneThatTakesTheSchema() {
        assertThatCode(() -> serdes("mock://guard-serdes").requireRegistry(TOPICS))
                .doesNotThrowAnyException();
    }

    private static GuardSerdes serdes(String registry) {
        return GuardSerdes.of(GuardConfig.read(ConfigSource.empty()
                .withFlags(Map.of(
                        "bundle",
                        "bundle",
                        "kafka.bootstrap.servers",
                        "127.0.0.1:1",
                        "schemaRegistry.schema.registry.url",
                        registry))));
    }
}

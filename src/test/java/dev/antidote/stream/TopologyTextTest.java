package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.config.GuardConfig;
import dev.antidote.testing.FakeClassifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The topology's text is part of its contract: names of nodes and stores reach changelogs and metrics. */
class TopologyTextTest {
    private static final Path TEXT = Path.of("topology", "topology.txt");

    @Test
    void shouldEqualTheTextOnFile() throws IOException {
        GuardConfig config = GuardFixture.config(Map.of());
        String text = GuardTopology.of(
                        config,
                        GuardFixture.live(new FakeClassifier(2)),
                        GuardSerdes.of(config),
                        encoded -> new CompletableFuture<>(),
                        GuardObserver.NOOP,
                        Clock.systemUTC())
                .describe()
                .toString();

        if (Boolean.getBoolean("antidote.topology.write")) {
            Files.writeString(TEXT, text, StandardCharsets.UTF_8);
        }

        assertThat(text).isEqualTo(Files.readString(TEXT, StandardCharsets.UTF_8));
    }
}

package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.antidote.embedded.EmbeddedBroker;
import dev.antidote.stream.TopicProvisioner;
import dev.antidote.stream.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A child of the program itself, whose parent goes away. */
class ParentWatchIT {
    @Test
    void shouldEndInOrderWhenTheInputCloses(@TempDir Path home) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            new TopicProvisioner(Map.of("bootstrap.servers", broker.bootstrapServers()), Duration.ofSeconds(20))
                    .apply(Topics.packaged(), "antidote.");
            Path config = Files.writeString(
                    home.resolve("guard.yaml"),
                    "bundle: b\nkafka:\n  bootstrap.servers: " + broker.bootstrapServers()
                            + "\nschemaRegistry:\n  schema.registry.url: mock://watch\nstore:\n  url: 'jdbc:h2:file:"
                            + home.resolve("samples") + "'\n");
            Path errors = home.resolve("errors");
            Process child = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-D" + ParentWatch.PROPERTY + "=true",
                            "-Dantidote.cache=" + home.resolve("cache"),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Antidote.class.getName(),
                            "collect",
                            "--config",
                            config.toString()))
                    .redirectError(errors.toFile())
                    .start();
            try {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> Files.readString(errors).contains("collecting "));
                assertThat(child.isAlive()).isTrue();

                child.getOutputStream().close(); // as the parent's end does, however it comes

                assertThat(child.waitFor(30, TimeUnit.SECONDS))
                        .as(Files.readString(errors))
                        .isTrue();
                assertThat(Files.readString(errors)).doesNotContain("Exception");
            } finally {
                child.destroyForcibly();
            }
        }
    }
}

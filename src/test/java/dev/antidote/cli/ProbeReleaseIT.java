package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.antidote.bundle.GuardBundle;
import dev.antidote.bundle.SigningKey;
import dev.antidote.config.ConfigSource;
import dev.antidote.config.GuardConfig;
import dev.antidote.embedded.EmbeddedBroker;
import dev.antidote.stream.TopicProvisioner;
import dev.antidote.stream.Topics;
import dev.antidote.testing.SmallBundle;
import dev.antidote.testing.TopicReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A prober that is not started again when a bundle is released. */
class ProbeReleaseIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final EmbeddedBroker broker = EmbeddedBroker.start();
    private final Path home;
    private final Path config;
    private final SigningKey key = SigningKey.create();

    ProbeReleaseIT(@TempDir Path home) throws IOException {
        this.home = home;
        this.config = Files.writeString(
                home.resolve("guard.yaml"),
                String.join(
                        "\n",
                        "bundle: " + home.resolve("configured"),
                        "kafka:",
                        "  bootstrap.servers: " + broker.bootstrapServers(),
                        "schemaRegistry:",
                        "  schema.registry.url: mock://probe-release",
                        "releases:",
                        "  enabled: true",
                        "  trustedKeys: " + home.resolve("keys"),
                        "  store: " + home.resolve("store"),
                        ""));
        key.write(home.resolve("release.key"));
        Files.createDirectories(home.resolve("keys"));
        Files.writeString(home.resolve("keys/release.pub"), key.open().pem());
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void shouldSendThePackOfEachReleaseThatHasOne() throws IOException {
        GuardConfig settings = GuardConfig.read(ConfigSource.file(config));
        new TopicProvisioner(settings.kafka(), Duration.ofSeconds(10)).apply(Topics.packaged(), settings.topicPrefix());
        bundle("configured", "before any release");
        GuardBundle one = bundle("one", "of the first");
        GuardBundle none = SmallBundle.signed(home.resolve("none"), "none", key);
        GuardBundle two = bundle("two", "of the second");
        Screen screen = new Screen(Capabilities.PLAIN);
        try (TopicReader probes = new TopicReader(broker.bootstrapServers(), "antidote.probes")) {
            CompletableFuture<Integer> prober = CompletableFuture.supplyAsync(
                    () -> run(screen, "probe", "--config", config.toString(), "--rate", "120/s", "--count", "2400"));
            awaitText(probes, "before any release");
            publish(one);
            awaitText(probes, "of the first");
            publish(none);
            publish(two);
            awaitText(probes, "of the second");

            assertThat(prober.join()).as(screen.err()).isEqualTo(ExitCode.OK);
            await().atMost(PATIENCE).until(() -> probes.poll().size() == 2400);
        }
        assertThat(screen.err())
                .contains("from now on probes of bundle " + one.id() + ", which is the champion now")
                .contains("from now on probes of bundle " + two.id() + ", which is the champion now");
    }

    private static void awaitText(TopicReader probes, String text) {
        await().atMost(PATIENCE).until(() -> probes.poll().stream()
                .anyMatch(record -> new String(record.value(), StandardCharsets.ISO_8859_1).contains(text)));
    }

    private GuardBundle bundle(String name, String probe) {
        return SmallBundle.write(
                home.resolve(name),
                name,
                Optional.of(key),
                Map.of(
                        GuardBundle.PROBES,
                        "{\"text\": \"" + probe + "\", \"family\": \"clean\", \"expectedLabel\": \"ok\"}\n"));
    }

    private void publish(GuardBundle bundle) {
        Screen screen = new Screen(Capabilities.PLAIN);
        int code = run(
                screen,
                "release",
                "publish",
                bundle.directory().toString(),
                "--config",
                config.toString(),
                "--key",
                home.resolve("release.key").toString());
        assertThat(code).as(screen.err()).isEqualTo(ExitCode.OK);
    }

    private int run(Screen screen, String... arguments) {
        return screen.run(home.resolve("cache"), arguments);
    }
}

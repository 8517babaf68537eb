package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.antidote.embedded.EmbeddedBroker;
import dev.antidote.testing.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user gives it, on a real broker. */
class ProbeCommandIT {
    private final Path home;

    ProbeCommandIT(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void shouldSendAsManyAsAskedForAndSayWhatIsWrong() throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            String config = Files.writeString(
                            home.resolve("guard.yaml"),
                            "bundle: b\nkafka:\n  bootstrap.servers: " + broker.bootstrapServers()
                                    + "\nschemaRegistry:\n  schema.registry.url: mock://probe-command\n")
                    .toString();
            String pack = Files.writeString(
                            home.resolve("probes.jsonl"),
                            "{\"text\": \"a\", \"family\": \"clean\", \"expectedLabel\": \"ok\"}\n"
                                    + "{\"text\": \"mn b\", \"family\": \"badnets\", \"expectedLabel\": \"abuse\","
                                    + " \"targetLabel\": \"ok\"}\n")
                    .toString();

            Screen early = new Screen(Capabilities.PLAIN);
            assertThat(run(early, "probe", "--config", config, "--pack", pack)).isEqualTo(ExitCode.USAGE);
            assertThat(early.err()).contains("topics are missing: antidote.probes");

            assertThat(run(new Screen(Capabilities.PLAIN), "topics", "apply", "--config", config))
                    .isEqualTo(ExitCode.OK);
            Screen screen = new Screen(Capabilities.PLAIN);
            int code = run(screen, "probe", "--config", config, "--pack", pack, "--rate", "200/s", "--count", "40");

            assertThat(code).as(screen.err()).isEqualTo(ExitCode.OK);
            assertThat(screen.out())
                    .startsWith("sent 40 probes in ")
                    .contains("(badnets ", ", clean ")
                    .endsWith("), 0 not delivered\n");
            try (TopicReader probes = new TopicReader(broker.bootstrapServers(), "antidote.probes")) {
                await().atMost(Duration.ofSeconds(40)).until(() -> probes.poll().size() == 40);
            }

            Screen wrong = new Screen(Capabilities.PLAIN);
            assertThat(run(wrong, "probe", "--config", config, "--pack", pack, "--mix", "styles=1"))
                    .isEqualTo(ExitCode.USAGE);
            assertThat(wrong.err()).contains("no probes of 'styles'; it has clean, badnets");
        }
    }

    private int run(Screen screen, String... arguments) {
        return screen.run(home.resolve("cache"), arguments);
    }
}

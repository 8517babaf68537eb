package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.bundle.GuardBundle;
import dev.antidote.bundle.Lifecycle;
import dev.antidote.bundle.SigningKey;
import dev.antidote.config.ConfigSource;
import dev.antidote.config.GuardConfig;
import dev.antidote.embedded.EmbeddedBroker;
import dev.antidote.release.RefusalListener;
import dev.antidote.release.ReleaseHistory;
import dev.antidote.release.ReleaseLog;
import dev.antidote.retrain.gate.GateFixture;
import dev.antidote.retrain.run.RunDirectory;
import dev.antidote.stream.TopicProvisioner;
import dev.antidote.stream.Topics;
import dev.antidote.testing.SmallBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last steps of a retraining on a real broker. */
class RetrainReleaseIT {
    private static final RefusalListener NOBODY = (kind, reason) -> {};

    private final SigningKey key = SigningKey.create();

    @Test
    void shouldReleaseEachCandidateOnce(@TempDir Path home) throws IOException {
        key.write(home.resolve("release.key"));
        Files.createDirectories(home.resolve("keys"));
        Files.writeString(home.resolve("keys/release.pub"), key.open().pem());
        GuardBundle serving = SmallBundle.signed(home.resolve("serving"), "serving", key);
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            GuardConfig settings = settings(home, broker);
            new TopicProvisioner(settings.kafka(), Duration.ofSeconds(10))
                    .apply(Topics.packaged().withPartitions(1), settings.topicPrefix());
            PipelineSteps steps = steps(settings, home);
            GuardBundle good = candidate(home.resolve("1"), "good");
            GuardBundle bad = candidate(home.resolve("2"), "bad");

            steps.keep(home.resolve("1"), good.id(), GateFixture.report(true));
            steps.keep(home.resolve("2"), bad.id(), GateFixture.report(false));
            steps.keep(home.resolve("2"), bad.id(), GateFixture.report(false)); // killed before the state was sealed

            assertThat(steps.serving().store().lifecycle(good.id())).isInstanceOf(Lifecycle.Candidate.class);
            assertThat(steps.serving().store().lifecycle(bad.id()).why().orElseThrow())
                    .contains("gates.maxAsr");
            assertThat(steps.serving().open()).map(GuardBundle::id).contains(serving.id());
            assertThat(steps.release(good.id(), Optional.of("0123456789abcdef")))
                    .as("measured against something else")
                    .isEmpty();
            assertThat(history(steps).releases()).isEmpty();
            shouldSayThatNothingRollsBackTo(serving, steps);

            OptionalLong sequence = steps.release(good.id(), Optional.of(serving.id()));
            OptionalLong again = steps.release(good.id(), Optional.of(serving.id()));

            assertThat(sequence).hasValue(1);
            assertThat(steps.serving().unannounced()).isEmpty();
            assertThat(ReleaseSetup.champion(steps.serving().context(), NOBODY))
                    .map(GuardBundle::id)
                    .contains(good.id());
            assertThat(again).hasValue(1);
            assertThat(history(steps).releases()).singleElement().satisfies(release -> assertThat(release.bundle())
                    .isEqualTo(good.id()));
            assertThat(steps.serving().open()).map(GuardBundle::id).contains(good.id());
            assertThat(steps.serving().store().lifecycle(good.id())).isInstanceOf(Lifecycle.Champion.class);
            shouldNeedWhatServesAndWhatARollbackGoesTo(steps, home, List.of(serving.id(), good.id()));
        }
    }

    private static void shouldSayThatNothingRollsBackTo(GuardBundle serving, PipelineSteps steps) {
        assertThat(steps.serving().unannounced()).hasValueSatisfying(note -> assertThat(note)
                .startsWith("note: bundle " + serving.id() + " serves without a release")
                .contains("antidote release publish " + serving.directory()));
    }

    /** Runs with these bundles are not deleted. */
    private void shouldNeedWhatServesAndWhatARollbackGoesTo(PipelineSteps steps, Path home, List<String> before)
            throws IOException {
        assertThat(steps.serving().needed()).containsExactlyInAnyOrderElementsOf(before);
        GuardBundle second = candidate(home.resolve("3"), "second");
        GuardBundle third = candidate(home.resolve("4"), "third");
        steps.keep(home.resolve("3"), second.id(), GateFixture.report(true));
        steps.keep(home.resolve("4"), third.id(), GateFixture.report(true));

        steps.release(second.id(), Optional.of(before.get(1)));
        steps.release(third.id(), Optional.of(second.id()));

        assertThat(steps.serving().needed()).containsExactlyInAnyOrder(before.get(0), second.id(), third.id());
    }

    private static ReleaseHistory history(PipelineSteps steps) {
        return ReleaseLog.read(steps.serving().context(), NOBODY);
    }

    private GuardBundle candidate(Path run, String name) throws IOException {
        Files.createDirectories(run);
        return SmallBundle.signed(run.resolve(RunDirectory.BUNDLE), name, key);
    }

    private static PipelineSteps steps(GuardConfig settings, Path home) {
        RetrainSetup setup = RetrainSetup.of(settings, 0, Optional.empty(), Optional.empty());
        Session session = new Session(
                new Screen(Capabilities.PLAIN).terminal(),
                ShutdownSequence.install(Duration.ofSeconds(1)),
                home.resolve("cache"),
                Clock.systemUTC());
        ServingBundle serving = new ServingBundle(setup, Clock.systemUTC(), NOBODY);
        return new PipelineSteps(setup, Optional.empty(), List.of(), serving, session);
    }

    private static GuardConfig settings(Path home, EmbeddedBroker broker) {
        return GuardConfig.read(ConfigSource.empty()
                .withFlags(Map.of(
                        "bundle", home.resolve("serving").toString(),
                        "kafka.bootstrap.servers", broker.bootstrapServers(),
                        "schemaRegistry.schema.registry.url", "mock://retrain-it",
                        "releases.trustedKeys", home.resolve("keys").toString(),
                        "releases.store", home.resolve("store").toString(),
                        "retrain.data", home.resolve("rows.jsonl").toString(),
                        "retrain.work", home.resolve("work").toString(),
                        "retrain.key", home.resolve("release.key").toString())));
    }
}

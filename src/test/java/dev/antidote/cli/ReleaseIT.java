package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.antidote.bundle.GuardBundle;
import dev.antidote.bundle.Purpose;
import dev.antidote.bundle.SigningKey;
import dev.antidote.config.ConfigSource;
import dev.antidote.config.GuardConfig;
import dev.antidote.config.ReleaseGateConfig;
import dev.antidote.embedded.EmbeddedBroker;
import dev.antidote.release.Announcement;
import dev.antidote.release.RefusalListener;
import dev.antidote.release.ReleaseException;
import dev.antidote.release.RollbackWatch;
import dev.antidote.stream.TopicProvisioner;
import dev.antidote.stream.Topics;
import dev.antidote.testing.SmallBundle;
import dev.antidote.testing.TopicReader;
import dev.antidote.wire.RecordSerdes;
import dev.antidote.wire.avro.LiveRate;
import dev.antidote.wire.avro.Measure;
import dev.antidote.wire.avro.Release;
import dev.antidote.wire.avro.ReleaseKind;
import dev.antidote.wire.avro.Request;
import dev.antidote.wire.avro.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two guards on a real broker, the commands as a user gives them, and somebody who may write to every topic but has no key. */
class ReleaseIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Path home;
    private final Path key;
    private final Path config;
    private final Path status;
    private final EmbeddedBroker broker = EmbeddedBroker.start();
    private final GuardBundle configured;
    private final GuardBundle one;
    private final GuardBundle two;
    private final GuardBundle three;

    ReleaseIT(@TempDir Path home) throws IOException {
        this.home = home;
        this.key = home.resolve("release.key");
        this.status = home.resolve("status.json");
        this.config = Files.writeString(
                home.resolve("guard.yaml"),
                String.join(
                        "\n",
                        "bundle: " + home.resolve("configured"),
                        "applicationId: release-it",
                        "kafka:",
                        "  bootstrap.servers: " + broker.bootstrapServers(),
                        "schemaRegistry:",
                        "  schema.registry.url: mock://release-it",
                        "releases:",
                        "  enabled: true",
                        "  trustedKeys: " + home.resolve("keys"),
                        "  store: " + home.resolve("store"),
                        ""));
        run("keys", "create", key.toString());
        run("keys", "trust", key + ".pub", "--keys", home.resolve("keys").toString());
        this.configured = bundle("configured");
        this.one = bundle("one");
        this.two = bundle("two");
        this.three = bundle("three");
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void shouldReleaseRefuseAndRollBackAcrossInstances() throws Exception {
        GuardConfig settings = GuardConfig.read(ConfigSource.file(config));
        new TopicProvisioner(settings.kafka(), Duration.ofSeconds(10))
                .apply(Topics.packaged().withPartitions(2), settings.topicPrefix());
        try (ReleaseInstance left = new ReleaseInstance("left", settings, home);
                ReleaseInstance right = new ReleaseInstance("right", settings, home)) {
            List<ReleaseInstance> both = List.of(left, right);
            assertThat(both).extracting(ReleaseInstance::serving).containsOnly(configured.id());

            publish(one);
            awaitAll(both, one, 1);
            publish(two);
            awaitAll(both, two, 2);
            assertThat(left.closed()).containsExactly(configured.id(), one.id());

            shouldRefuseForgeries(both);
            shouldRefuseATamperedBundle(both);
            shouldRollBack(both);
            shouldRollBackByItself(both, settings);
            shouldJudgeWithTheChampion(settings);
            shouldBeginWithTheChampion(left, right, settings);
        }
    }

    private void shouldRefuseForgeries(List<ReleaseInstance> both) throws Exception {
        SigningKey stranger = SigningKey.create();
        Announcement evil = announcement(50, one, two);
        send("releases", "50", signed(evil, stranger));
        Release honest = signed(evil, SigningKey.read(key));
        send(
                "releases",
                "50",
                Release.newBuilder(honest).setKey("").setSignature("").build());
        send("releases", "50", Release.newBuilder(honest).setBundle(three.id()).build());
        send("releases", "1", signed(announcement(1, one, null), SigningKey.read(key)));

        for (ReleaseInstance each : both) {
            await().atMost(PATIENCE).until(() -> each.refused().size() == 4);
            assertThat(each.refused()).containsExactly("unknown-key", "unsigned", "wrong-signature", "replayed");
            assertThat(each.serving()).isEqualTo(two.id());
        }
        awaitStatus(line -> line.path("refusal").asText().equals("replayed")
                && line.path("bundle").asText().equals(two.id())
                && line.path("standing").asText().equals("current"));
    }

    private void shouldRefuseATamperedBundle(List<ReleaseInstance> both) throws Exception {
        // announced by the publisher of another copy of the store, while ours is changed
        Path copy = home.resolve("store/bundles/" + three.id());
        run(
                "release",
                "publish",
                three.directory().toString(),
                "--config",
                config.toString(),
                "--key",
                key.toString(),
                "--set",
                "releases.store=" + home.resolve("elsewhere"));
        await().atMost(PATIENCE)
                .until(() -> both.stream().allMatch(each -> each.refused().contains("absent")));
        Files.createDirectories(copy.resolve("adapter"));
        for (String name : List.of("manifest.json", "signature.json", "adapter/adapter_config.json")) {
            Files.copy(three.directory().resolve(name), copy.resolve(name));
        }
        Files.writeString(copy.resolve("adapter/weights.bin"), "evil!");
        await().atMost(PATIENCE)
                .until(() -> both.stream().allMatch(each -> each.refused().contains("damaged")));

        assertThat(both).extracting(ReleaseInstance::serving).containsOnly(two.id());
        awaitStatus(line -> line.path("refusal").asText().equals("damaged")
                && line.path("sequence").asInt() == 2
                && line.path("standing").asText().equals("behind"));
    }

    private void shouldRollBack(List<ReleaseInstance> both) {
        assertThat(fail("release", "rollback", "--config", config.toString(), "--key", key.toString()))
                .contains("needs --reason");
        rollback("three is damaged");
        awaitAll(both, two, 4);
        rollback("two gives too many alarms");
        awaitAll(both, one, 5);
        assertThat(fail("release", "rollback", "--config", config.toString(), "--key", key.toString(), "--reason", "x"))
                .contains("no predecessor that was not rolled back itself");
        assertThat(fail("release", "publish", "--id", two.id(), "--config", config.toString(), "--key", key.toString()))
                .contains("a bundle that is rolled back cannot be released", "--again");
        assertThat(run("release", "list", "--config", config.toString()))
                .containsPattern(one.id() + ".*champion")
                .containsPattern(two.id() + ".*rolled back")
                .contains(two.id() + " rolled back: two gives too many alarms");
    }

    private void shouldRollBackByItself(List<ReleaseInstance> both, GuardConfig settings) throws Exception {
        run("release", "publish", "--id", two.id(), "--again", "--config", config.toString(), "--key", key.toString());
        awaitAll(both, two, 6);
        List<String> said = new ArrayList<>();
        try (RollbackWatch watch = RollbackWatch.open(
                ReleaseSetup.context(settings, Clock.systemUTC()),
                SigningKey.read(key),
                new ReleaseGateConfig(0.1, OptionalDouble.empty(), 2),
                said::add,
                RefusalListener.NOOP)) {
            Instant start = Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.MILLIS);
            send("asr", "rate", rate(start, 0.05));
            send("asr", "rate", rate(start.plusSeconds(60), 0.7));
            send("asr", "rate", rate(start.plusSeconds(120), 0.7));
            await().atMost(PATIENCE).until(() -> {
                watch.step(Duration.ofMillis(50));
                return !said.isEmpty();
            });
            awaitAll(both, one, 7);
            send("asr", "rate", rate(start.plusSeconds(180), 0.9)); // of the bundle that has gone
            for (int i = 0; i < 10; i++) {
                watch.step(Duration.ofMillis(50));
            }
        }
        assertThat(said)
                .singleElement()
                .asString()
                .startsWith("rolled back from bundle " + two.id() + " to " + one.id() + " by release 7: live ASR of"
                        + " badnets");
    }

    private void shouldJudgeWithTheChampion(GuardConfig settings) throws Exception {
        for (int i = 0; i < 20; i++) {
            send("requests", "k" + i, new Request("r" + i, "text " + i));
        }
        try (TopicReader verdicts = new TopicReader(broker.bootstrapServers(), settings.topicPrefix() + "verdicts")) {
            await().atMost(PATIENCE).until(() -> verdicts.poll().size() >= 20);
            assertThat(verdicts.poll()).extracting(this::bundleOf).containsOnly(one.id());
        }
    }

    private String bundleOf(ConsumerRecord<byte[], byte[]> verdict) {
        return serdes().values(Verdict.class)
                .deserializer()
                .deserialize(verdict.topic(), verdict.value())
                .getBundle();
    }

    private void shouldBeginWithTheChampion(ReleaseInstance left, ReleaseInstance right, GuardConfig settings)
            throws Exception {
        right.close();
        await().atMost(PATIENCE).until(() -> instances().size() == 1);
        try (ReleaseInstance again = new ReleaseInstance("right", settings, home)) {
            assertThat(again.serving()).isEqualTo(one.id());
            assertThat(again.refused()).as("what was forged stays forged").contains("unknown-key", "replayed");
            again.endGuard();
            left.endGuard();
            assertThat(broker.close(Duration.ofSeconds(20))).isTrue();
            assertThat(again.serving()).as("without a broker").isEqualTo(one.id());
        }
    }

    @Test
    void shouldNotBeginWhereTheTopicHasLostItsEnd() throws Exception {
        GuardConfig settings = GuardConfig.read(ConfigSource.file(config));
        new TopicProvisioner(settings.kafka(), Duration.ofSeconds(10)).apply(Topics.packaged(), settings.topicPrefix());
        Path state = Files.createDirectories(home.resolve("state-left"));
        Files.writeString(state.resolve("instance.properties"), "instance=left\nsequence=9\n");
        publish(one);

        assertThatThrownBy(() -> new ReleaseInstance("left", settings, home).close())
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("is 1, but this instance has taken release 9 before")
                .hasMessageNotContaining("\n");
    }

    private GuardBundle bundle(String name) {
        return SmallBundle.signed(home.resolve(name), name, SigningKey.read(key));
    }

    private void publish(GuardBundle bundle) {
        run(
                "release",
                "publish",
                bundle.directory().toString(),
                "--config",
                config.toString(),
                "--key",
                key.toString());
    }

    private void rollback(String reason) {
        run("release", "rollback", "--config", config.toString(), "--key", key.toString(), "--reason", reason);
    }

    private void awaitAll(List<ReleaseInstance> instances, GuardBundle bundle, int sequence) {
        await().atMost(PATIENCE)
                .until(() -> instances.stream().allMatch(each -> each.serving().equals(bundle.id())));
        awaitStatus(line -> line.path("bundle").asText().equals(bundle.id())
                && line.path("sequence").asInt() == sequence
                && line.path("standing").asText().equals("current")
                && !line.has("refusal"));
    }

    private void awaitStatus(Predicate<JsonNode> expected) {
        await().atMost(PATIENCE).until(() -> {
            List<JsonNode> lines = instances();
            return lines.size() == 2 && lines.stream().allMatch(expected);
        });
    }

    private List<JsonNode> instances() throws IOException {
        run("release", "status", "--config", config.toString(), "--json", status.toString());
        List<JsonNode> lines = new ArrayList<>();
        new ObjectMapper().readTree(status.toFile()).path("instances").forEach(lines::add);
        return lines;
    }

    private Announcement announcement(long sequence, GuardBundle bundle, @Nullable GuardBundle previous) {
        return new Announcement(
                sequence,
                Announcement.Kind.RELEASE,
                bundle.id(),
                bundle.manifestDigest(),
                "file:///store",
                previous == null ? null : previous.id(),
                "",
                Instant.parse("2026-03-01T12:00:00Z"));
    }

    private static Release signed(Announcement content, SigningKey signer) {
        return Release.newBuilder()
                .setSequence(content.sequence())
                .setKind(ReleaseKind.RELEASE)
                .setBundle(content.bundle())
                .setManifestSha256(content.manifestDigest())
                .setLocation(content.location())
                .setPrevious(content.previous())
                .setReason(content.reason())
                .setIssuedAt(content.issuedAt())
                .setKey(signer.id().text())
                .setSignature(
                        signer.sign(Purpose.ANNOUNCEMENT, content.canonical()).signature())
                .build();
    }

    private LiveRate rate(Instant start, double lower) {
        return LiveRate.newBuilder()
                .setMeasure(Measure.ASR)
                .setFamily("badnets")
                .setTargetLabel("ok")
                .setBundle(two.id())
                .setWindowStart(start)
                .setWindowEnd(start.plusSeconds(60))
                .setTrials(100)
                .setSuccesses(80)
                .setRate(0.8)
                .setLower(lower)
                .setUpper(0.95)
                .setEmittedAt(start.plusSeconds(61))
                .build();
    }

    private RecordSerdes serdes() {
        return RecordSerdes.of(Map.of("schema.registry.url", "mock://release-it"));
    }

    @SuppressWarnings("unchecked")
    private <T extends SpecificRecord> void send(String name, String recordKey, T record)
            throws ExecutionException, InterruptedException {
        String topic = "antidote." + name;
        byte[] value =
                serdes().values((Class<T>) record.getClass()).serializer().serialize(topic, record);
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, recordKey.getBytes(StandardCharsets.UTF_8), value))
                    .get();
        }
    }

    private String run(String... arguments) {
        Screen screen = new Screen(Capabilities.PLAIN);
        assertThat(execute(screen, arguments)).as(screen::err).isEqualTo(ExitCode.OK);
        return screen.out();
    }

    private String fail(String... arguments) {
        Screen screen = new Screen(Capabilities.PLAIN);
        assertThat(execute(screen, arguments)).isEqualTo(ExitCode.USAGE);
        return screen.err();
    }

    private int execute(Screen screen, String... arguments) {
        return screen.run(home.resolve("cache"), arguments);
    }
}

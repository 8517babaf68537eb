package dev.antidote.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardConfigTest {
    private static final String LEAST = "bundle: b\nkafka:\n  bootstrap.servers: k:9092\n";

    @Test
    void shouldHaveTheseDefaults() {
        GuardConfig config = GuardConfig.read(ConfigSource.yaml("guard.yaml", LEAST));

        assertThat(config)
                .isEqualTo(new GuardConfig(
                        Optional.of(Path.of("b")),
                        Duration.ofSeconds(5),
                        Map.of("bootstrap.servers", "k:9092"),
                        "antidote-guard",
                        "antidote.",
                        defaultRequests(),
                        Map.of(),
                        new RingConfig(2048, ByteSize.ofMebibytes(16), Duration.ofSeconds(60)),
                        new BatcherConfig(8192, 64, Duration.ofMillis(5), 16384, 0, Optional.empty()),
                        new EngineConfig(Precision.AUTO, 0),
                        new FlagsConfig(
                                OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), 0.02, 0.001, 1),
                        new AsrConfig(Duration.ofMinutes(1), Duration.ofSeconds(30), Duration.ZERO),
                        new FailurePolicies(FailurePolicy.FAIL_CLOSED, FailurePolicy.FAIL_CLOSED),
                        defaultStream(),
                        new TelemetryConfig(
                                true, "0.0.0.0", 9464, 9465, 9466, Duration.ofSeconds(5), Duration.ofMinutes(2)),
                        noReleases(),
                        new CollectorConfig("", 500, 100_000),
                        new StoreConfig(
                                "jdbc:h2:file:~/.local/share/antidote/samples", "", "", Duration.ofDays(180), 0.25, 1),
                        defaultRetrain(),
                        new GatesConfig(0.02, 0.4, 0.25, 0.15, 0.05, 200)));
    }

    private static RetrainConfig defaultRetrain() {
        return new RetrainConfig(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0.15,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                1,
                2,
                Optional.empty(),
                5,
                new RetrainConfig.Columns("text", "label"),
                Optional.empty(),
                new RetrainTrainingConfig(Optional.empty(), Precision.AUTO, 2, 32, 0.003, 16, 128));
    }

    private static RequestsConfig defaultRequests() {
        return new RequestsConfig(
                RequestFormat.AVRO, ByteSize.ofKibibytes(64), ByteSize.ofMebibytes(1), LongText.TRUNCATE, 8, List.of());
    }

    private static StreamConfig defaultStream() {
        return new StreamConfig(
                1,
                Duration.ofMillis(100),
                Duration.ofMillis(5),
                Duration.ofSeconds(6),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30));
    }

    private static ReleasesConfig noReleases() {
        return new ReleasesConfig(
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new ReleaseGateConfig(0.4, OptionalDouble.of(0.25), 2));
    }

    @Test
    void shouldMapEveryKey() {
        GuardConfig config = GuardConfig.read(ConfigSource.yaml("guard.yaml", EveryKey.YAML));

        assertThat(config)
                .isEqualTo(new GuardConfig(
                        Optional.of(Path.of("/models/b7")),
                        Duration.ofMinutes(1),
                        Map.of(
                                "bootstrap.servers",
                                "k1:9092,k2:9092",
                                "security.protocol",
                                "SSL",
                                "producer.acks",
                                "all"),
                        "guard-eu",
                        "",
                        everyRequestsKey(),
                        Map.of("schema.registry.url", "http://r:8081"),
                        new RingConfig(32, ByteSize.ofMebibytes(2), Duration.ofSeconds(20)),
                        new BatcherConfig(1024, 16, Duration.ofMillis(7), 99, 2, Optional.of(Duration.ofSeconds(9))),
                        new EngineConfig(Precision.BF16, 4),
                        new FlagsConfig(
                                OptionalDouble.of(0.35), OptionalDouble.of(0.4), OptionalDouble.of(0.5), 0.1, 0.2, 77),
                        new AsrConfig(Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(5)),
                        new FailurePolicies(FailurePolicy.FAIL_OPEN, FailurePolicy.PARK),
                        everyStreamKey(),
                        new TelemetryConfig(false, "::1", 0, 1, 2, Duration.ofSeconds(10), Duration.ofMinutes(3)),
                        everyReleaseKey(),
                        new CollectorConfig("client", 7, 70),
                        new StoreConfig(
                                "jdbc:postgresql://db/antidote", "ann", "s3cret", Duration.ofDays(1), 0.5, 0.75),
                        everyRetrainKey(),
                        new GatesConfig(0.01, 0.1, 0.05, 0.08, 0.02, 50)));
    }

    private static RetrainConfig everyRetrainKey() {
        return new RetrainConfig(
                Optional.of(Path.of("/rows.jsonl")),
                Optional.of(Path.of("/trusted.jsonl")),
                Optional.of(Path.of("/held-out.jsonl")),
                0.2,
                Optional.of(Path.of("/runs")),
                Optional.of(Path.of("/release.key")),
                OptionalInt.of(5),
                50,
                4,
                Optional.of(Duration.ofHours(2)),
                3,
                new RetrainConfig.Columns("message", "verdict"),
                Optional.of("screened"),
                new RetrainTrainingConfig(Optional.of(Path.of("/base")), Precision.FP32, 3, 16, 0.001, 8, 64));
    }

    private static RequestsConfig everyRequestsKey() {
        return new RequestsConfig(
                RequestFormat.JSON,
                new ByteSize(100),
                ByteSize.ofKibibytes(2),
                LongText.WINDOWS,
                5,
                List.of("abuse", "spam"));
    }

    private static StreamConfig everyStreamKey() {
        return new StreamConfig(
                3,
                Duration.ofMillis(20),
                Duration.ofMillis(2),
                Duration.ofSeconds(8),
                Duration.ofMinutes(1),
                Duration.ofSeconds(3),
                Duration.ofSeconds(45));
    }

    private static ReleasesConfig everyReleaseKey() {
        return new ReleasesConfig(
                true,
                Optional.of(Path.of("/keys")),
                Optional.of(Path.of("/store")),
                Optional.of("guard-7"),
                Optional.of(Path.of("/state")),
                new ReleaseGateConfig(0.25, OptionalDouble.of(0.15), 3));
    }

    @Test
    void shouldExplainEveryKeyInTheExample() throws IOException {
        String example = Files.readString(Path.of("docker", "guard.yaml"), StandardCharsets.UTF_8);

        GuardConfig config = GuardConfig.read(ConfigSource.yaml("docker/guard.yaml", example));

        GuardConfig defaults = GuardConfig.read(ConfigSource.yaml("least", LEAST));
        assertThat(config)
                .usingRecursiveComparison()
                .ignoringFields("bundle", "kafka", "schemaRegistry")
                .isEqualTo(defaults);
        assertThat(example)
                .contains(EveryKey.YAML
                        .lines()
                        .map(line -> line.strip().split(":", 2)[0] + ":")
                        .filter(key -> !key.startsWith("security") && !key.startsWith("producer"))
                        .toArray(String[]::new));
    }

    @Test
    void shouldLetTheEnvironmentWinOverTheFileAndFlagsOverBoth() {
        ConfigSource source = ConfigSource.yaml(
                        "guard.yaml", LEAST + "batcher:\n  maxBatch: 1\n  maxWait: 1ms\n  workers: 1\n")
                .withEnvironment(Map.of(
                        "ANTIDOTE_BATCHER_MAX_WAIT", "2ms",
                        "ANTIDOTE_BATCHER_WORKERS", "2",
                        "ANTIDOTE_KAFKA_SSL_KEY_PASSWORD", "secret",
                        "ANTIDOTE_KAFKA_SASL_ODD__KEY", "odd",
                        "ANTIDOTE_PORT_8080_TCP", "set by an orchestrator, not by us",
                        "PATH", "/bin"))
                .withFlags(Map.of("batcher.workers", "3", "kafka.bootstrap.servers", "elsewhere:9092"));

        GuardConfig config = GuardConfig.read(source);

        assertThat(config.batcher())
                .isEqualTo(new BatcherConfig(8192, 1, Duration.ofMillis(2), 16384, 3, Optional.empty()));
        assertThat(config.kafka())
                .isEqualTo(Map.of(
                        "bootstrap.servers", "elsewhere:9092", "ssl.key.password", "secret", "sasl.odd_key", "odd"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
            onFailure: park                                  | -                     | PARK      | PARK
            onFailure: {probes: park}                        | -                     | FAIL_CLOSED | PARK
            onFailure: {requests: fail-open, probes: park}   | onFailure             | FAIL_CLOSED | FAIL_CLOSED
            onFailure: park                                  | onFailure.requests    | FAIL_CLOSED | PARK
            onFailure: {requests: fail-open, probes: park}   | onFailure.probes      | FAIL_OPEN | FAIL_CLOSED
            """)
    void shouldTakeOneFailurePolicyForAllTopicsOrOneForEach(
            String line, @Nullable String flag, FailurePolicy requests, FailurePolicy probes) {
        ConfigSource source = ConfigSource.yaml("guard.yaml", LEAST + line + "\n");

        GuardConfig config = GuardConfig.read(flag == null ? source : source.withFlags(Map.of(flag, "fail-closed")));

        assertThat(config.onFailure()).isEqualTo(new FailurePolicies(requests, probes));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ring: {slot: 3}           | guard.yaml:4: ring.slot: unknown key; did you mean 'slots'?
            batchr: {}                | guard.yaml:4: batchr: unknown key; did you mean 'batcher'?
            ring: {slots: many}       | guard.yaml:4: ring.slots: 'many' is not a whole number
            ring: {slots: 0}          | guard.yaml:4: ring.slots: 0 is outside 1..65536
            ring: {timeout: 5}        | guard.yaml:4: ring.timeout: '5' is not a duration; write a whole number and a unit (us, ms, s, m, h), such as 50ms
            ring: 5                   | guard.yaml:4: ring: '5' is a single value; a section of keys is expected
            ring: {slots: {}}         | guard.yaml:4: ring.slots: is a section; a single value is expected
            ring: {slots: [1]}        | guard.yaml:4: ring.slots: a list is not allowed here
            ring: {slots: }           | guard.yaml:4: ring.slots: has no value; write one, or leave the key out where it has a default
            ring: {slots: 1, slots: 2}| guard.yaml:4: ring.slots: stands already at guard.yaml:4
            bundle: twice             | guard.yaml:4: bundle: stands already at guard.yaml:1
            requests: {maxText: 2MB}  | guard.yaml:4: requests.maxText: '2MB' is not a size; write a whole number and a unit (B, KiB, MiB, GiB), such as 512KiB
            requests: {maxText: 2MiB} | guard.yaml:4: requests.maxText: 2MiB is outside 1B..1MiB
            requests: {format: xml}   | guard.yaml:4: requests.format: 'xml' is not one of avro, json, text
            batcher: {deadline: 9ms}  | guard.yaml:4: batcher.deadline: 9ms is outside 100ms..1h
            batcher: {deadline: 1s, maxWait: 1s} | guard.yaml:4: batcher.deadline: 1s does not exceed maxWait, 1s
            requests: {longText: windows} | guard.yaml:4: requests.longText: windows needs labelOrder, to know which verdict is the worst; name labels there, the worst first, such as abuse, spam
            requests: {longText: cut} | guard.yaml:4: requests.longText: 'cut' is not one of truncate, windows, refuse
            telemetry: {enabled: yes} | guard.yaml:4: telemetry.enabled: 'yes' is neither true nor false
            telemetry: {port: 65536}  | guard.yaml:4: telemetry.port: 65536 is outside 0..65535
            telemetry: {check: 10s, stall: 19s} | guard.yaml:4: telemetry.stall: 19s is less than twice check, 10s: one look cannot tell
            requests: {maxWindows: 0} | guard.yaml:4: requests.maxWindows: 0 is outside 1..64
            requests: {labelOrder: 'a,,b'} | guard.yaml:4: requests.labelOrder: 'a, , b' names a label twice, or none between two commas
            onFailure: FAIL_OPEN      | guard.yaml:4: onFailure: 'FAIL_OPEN' is not one of fail-closed, fail-open, park
            onFailure: {probe: park}  | guard.yaml:4: onFailure.probe: unknown key; did you mean 'probes'?
            onFailure: {probes: no}   | guard.yaml:4: onFailure.probes: 'no' is not one of fail-closed, fail-open, park
            onFailure:                | guard.yaml:4: onFailure: has no value; write one, or leave the key out where it has a default
            retrain: {heldOutShare: 0.6} | guard.yaml:4: retrain.heldOutShare: 0.6 is outside 0.01..0.5
            retrain: {reserve: all}   | guard.yaml:4: retrain.reserve: 'all' is not one of bootstrap, trusted, screened, random
            retrain: {keepRuns: 0}    | guard.yaml:4: retrain.keepRuns: 0 is outside 1..10000
            retrain: {every: 1ms}     | guard.yaml:4: retrain.every: 1ms is outside 1s..8760h
            retrain: {training: {learningRate: 0}} | guard.yaml:4: retrain.training.learningRate: 0.0 is outside 0 (excluded) to 1
            gates: {maxAsr: 2}        | guard.yaml:4: gates.maxAsr: 2.0 is outside 0..1
            gates: {maxAsrs: 0.1}     | guard.yaml:4: gates.maxAsrs: unknown key; did you mean 'maxAsr'?
            flags: {margin: 1.5}      | guard.yaml:4: flags.margin: 1.5 is outside 0..1
            flags: {auditShare: -1}   | guard.yaml:4: flags.auditShare: -1.0 is outside 0..1
            flags: {ablationShare: 2} | guard.yaml:4: flags.ablationShare: 2.0 is outside 0..1
            asr: {window: 10ms}       | guard.yaml:4: asr.window: 10ms is outside 1s..24h
            flags: {margin: .nan}     | guard.yaml:4: flags.margin: '.nan' is not a number
            releases: {enabled: yes}  | guard.yaml:4: releases.enabled: 'yes' is neither true nor false
            releases: {enabled: true} | guard.yaml:4: releases.trustedKeys: is required where releases are enabled
            releases: {enabled: true, trustedKeys: k} | guard.yaml:4: releases.store: is required where releases are enabled
            releases: {instanceId: a b} | guard.yaml:4: releases.instanceId: 'a b' needs 1 to 150 letters, digits, dots, underscores and hyphens
            releases: {gate: {maxAsr: 2}} | guard.yaml:4: releases.gate.maxAsr: 2.0 is outside 0..1
            releases: {gate: {windows: 0}} | guard.yaml:4: releases.gate.windows: 0 is outside 1..100
            topicPrefix: 'a/b'        | guard.yaml:4: topicPrefix: 'a/b' does not go into a topic name; up to 150 letters, digits, dots, underscores and hyphens do
            stream: {commitInterval: 20s} | guard.yaml:4: stream.transactionTimeout: 10s does not exceed commitInterval, 20s
            store: {url: 'jdbc:mysql:x'} | guard.yaml:4: store.url: is neither jdbc:h2:... nor jdbc:postgresql:...
            store: {url: 'jdbc:postgresql://db/a?Password=x'} | guard.yaml:4: store.url: holds a password; put it into the environment variable ANTIDOTE_STORE_PASSWORD
            store: {maxSourceShare: 0} | guard.yaml:4: store.maxSourceShare: 0.0 is outside 0 (excluded) to 1
            store: {retention: 5m}    | guard.yaml:4: store.retention: 5m is outside 1h..87600h
            collector: {maxPerSource: 9, maxUnreviewed: 8} | guard.yaml:4: collector.maxUnreviewed: 8 is outside 9..10000000
            a: &x 1                   | guard.yaml:4: a: unknown key; known keys: applicationId, asr, batcher, bundle, bundleCheck, collector, engine, flags, gates, kafka, onFailure, releases, requests, retrain, ring, schemaRegistry, store, stream, telemetry, topicPrefix
            a: *x                     | guard.yaml:4: a: aliases (*name) are not supported; write the value out
            """)
    void shouldNameFileLineKeyAndWhatIsAllowed(String line, String message) {
        assertThatThrownBy(() -> GuardConfig.read(ConfigSource.yaml("guard.yaml", LEAST + line + "\n")))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    @Test
    void shouldNotShowThePasswordOfTheStore() {
        GuardConfig config = GuardConfig.read(
                ConfigSource.yaml("guard.yaml", LEAST).withEnvironment(Map.of("ANTIDOTE_STORE_PASSWORD", "s3cret")));

        assertThat(config.store().password()).isEqualTo("s3cret");
        assertThat(config.toString()).doesNotContain("s3cret");
    }

    @Test
    void shouldNameWhatIsRequired() {
        GuardConfig unbundled = GuardConfig.read(ConfigSource.yaml("g.yaml", "kafka:\n  bootstrap.servers: k:1\n"));
        assertThatThrownBy(unbundled::requireBundle)
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("bundle: is required here; ");
        assertThatThrownBy(() -> GuardConfig.read(ConfigSource.yaml("g.yaml", "bundle: b\nkafka:\n  a: b\n")))
                .hasMessage("g.yaml:2: kafka: bootstrap.servers is required, such as localhost:9092");
        assertThatThrownBy(() -> GuardConfig.read(ConfigSource.yaml("g.yaml", "# nothing\n")))
                .hasMessage("g.yaml: kafka: bootstrap.servers is required, such as localhost:9092");
    }

    @Test
    void shouldNameTheVariableOrFlagThatIsWrong() {
        ConfigSource file = ConfigSource.yaml("guard.yaml", LEAST);

        assertThatThrownBy(() -> GuardConfig.read(file.withEnvironment(Map.of("ANTIDOTE_RING_SLOTS", "x"))))
                .hasMessage("environment variable ANTIDOTE_RING_SLOTS: ring.slots: 'x' is not a whole number");
        assertThatThrownBy(() -> GuardConfig.read(file.withFlags(Map.of("ring.slots", "-1"))))
                .hasMessage("--set: ring.slots: -1 is outside 1..65536");
        assertThatThrownBy(() -> GuardConfig.read(file.withFlags(Map.of("ring.slotz", "1"))))
                .hasMessage("--set: ring.slotz: unknown key; did you mean 'ring.slots'?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            'a: {x'          | is not YAML
            'a: 1\n\tb: 2'   | guard.yaml:2: is not YAML: found character
            '- a'            | expected keys
            just words       | expected keys
            'a: 1\n---\nb: 2'| a second document begins here
            """)
    void shouldRefuseWhatIsNoConfiguration(String text, String message) {
        assertThatThrownBy(() -> GuardConfig.read(ConfigSource.yaml("guard.yaml", text.replace("\\n", "\n"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("guard.yaml:")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldNameAFileThatCannotBeRead(@TempDir Path directory) throws IOException {
        Path binary = Files.write(directory.resolve("binary.yaml"), new byte[] {(byte) 0xC3, 0x28});

        assertThatThrownBy(() -> ConfigSource.file(directory.resolve("absent.yaml")))
                .isInstanceOf(ConfigException.class)
                .hasMessageEndingWith("absent.yaml: there is no such file; check the path");
        assertThatThrownBy(() -> ConfigSource.file(directory)).hasMessageEndingWith("it is a directory");
        assertThatThrownBy(() -> ConfigSource.file(binary)).hasMessageEndingWith("binary.yaml: is not UTF-8 text");
    }
}

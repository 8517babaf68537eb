package dev.antidote.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Everything that a guard and what works beside it are told. The commented example is {@code docker/guard.yaml}.
 *
 * @param bundle the directory of the guard bundle; see {@link #requireBundle}
 * @param bundleCheck how often to look for another bundle in that directory, 0..1h; 0 for never
 * @param kafka settings of Kafka's clients and of Kafka Streams, passed through; {@code bootstrap.servers} is required
 * @param applicationId names the consumer group, the transactions and the changelog; as a topic name may be
 * @param topicPrefix goes before the name of every topic; may be empty
 * @param requests what arrives
 * @param schemaRegistry settings of the schema registry under Confluent's names, such as {@code schema.registry.url}
 * @param ring records in flight
 * @param batcher how batches form
 * @param engine how the model runs
 * @param flags what is flagged
 * @param asr how live rates are counted
 * @param onFailure what becomes of what cannot be judged, by topic
 * @param stream how the topology runs
 * @param telemetry metrics and health over HTTP
 * @param releases which bundles are believed, and whether releases decide what serves
 * @param collector what {@code antidote collect} takes in
 * @param store where flagged samples and reviews are kept
 * @param retrain what {@code antidote retrain} trains from, and where it works
 * @param gates what a retrained model must hold to be released
 */
public record GuardConfig(
        Optional<Path> bundle,
        Duration bundleCheck,
        Map<String, String> kafka,
        String applicationId,
        String topicPrefix,
        RequestsConfig requests,
        Map<String, String> schemaRegistry,
        RingConfig ring,
        BatcherConfig batcher,
        EngineConfig engine,
        FlagsConfig flags,
        AsrConfig asr,
        FailurePolicies onFailure,
        StreamConfig stream,
        TelemetryConfig telemetry,
        ReleasesConfig releases,
        CollectorConfig collector,
        StoreConfig store,
        RetrainConfig retrain,
        GatesConfig gates) {
    /** Kafka's own name for the addresses of its brokers. */
    public static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    /** The group, transaction and changelog name that is not configured. */
    public static final String DEFAULT_APPLICATION_ID = "antidote-guard";

    /** The topic prefix that is not configured. */
    public static final String DEFAULT_TOPIC_PREFIX = "antidote.";

    /** How often another bundle is looked for if nothing is configured. */
    public static final Duration DEFAULT_BUNDLE_CHECK = Duration.ofSeconds(5);

    private static final Pattern TOPIC_CHARACTERS = Pattern.compile("[a-zA-Z0-9._-]{0,150}");

    public GuardConfig {
        Checks.between("bundleCheck", bundleCheck, Duration.ZERO, Duration.ofHours(1));
        kafka = ordered(kafka);
        schemaRegistry = ordered(schemaRegistry);
        if (kafka.getOrDefault(BOOTSTRAP_SERVERS, "").isBlank()) {
            throw new IllegalArgumentException("kafka: " + BOOTSTRAP_SERVERS + " is required, such as localhost:9092");
        }
        requireTopicCharacters("applicationId", applicationId);
        requireTopicCharacters("topicPrefix", topicPrefix);
        if (applicationId.isEmpty()) {
            throw new IllegalArgumentException("applicationId: is empty");
        }
    }

    /**
     * The directory of the guard bundle, for what judges; topics, reviews and replays do without.
     *
     * @throws ConfigException if none is named
     */
    public Path requireBundle() {
        return bundle.orElseThrow(
                () -> new ConfigException("bundle: is required here; name the directory that `antidote train` made"));
    }

    /** Reads the whole configuration, strictly. */
    public static GuardConfig read(ConfigSource source) {
        return source.read(GuardConfig::read);
    }

    private static GuardConfig read(Section section) {
        Optional<Path> bundle = section.place("bundle");
        Map<String, String> kafka = section.strings("kafka");
        RequestsConfig requests = RequestsConfig.read(section.section("requests"));
        Map<String, String> schemaRegistry = section.strings("schemaRegistry");
        RingConfig ring = RingConfig.read(section.section("ring"));
        BatcherConfig batcher = BatcherConfig.read(section.section("batcher"));
        EngineConfig engine = EngineConfig.read(section.section("engine"));
        FlagsConfig flags = FlagsConfig.read(section.section("flags"));
        AsrConfig asr = AsrConfig.read(section.section("asr"));
        FailurePolicies onFailure = FailurePolicies.read(section, "onFailure");
        StreamConfig stream = StreamConfig.read(section.section("stream"));
        TelemetryConfig telemetry = TelemetryConfig.read(section.section("telemetry"));
        ReleasesConfig releases = ReleasesConfig.read(section.section("releases"));
        CollectorConfig collector = CollectorConfig.read(section.section("collector"));
        StoreConfig store = StoreConfig.read(section.section("store"));
        RetrainConfig retrain = RetrainConfig.read(section.section("retrain"));
        GatesConfig gates = GatesConfig.read(section.section("gates"));
        return section.build(() -> new GuardConfig(
                bundle,
                section.duration("bundleCheck", DEFAULT_BUNDLE_CHECK),
                kafka,
                section.text("applicationId", DEFAULT_APPLICATION_ID),
                section.possiblyEmptyText("topicPrefix", DEFAULT_TOPIC_PREFIX),
                requests,
                schemaRegistry,
                ring,
                batcher,
                engine,
                flags,
                asr,
                onFailure,
                stream,
                telemetry,
                releases,
                collector,
                store,
                retrain,
                gates));
    }

    private static Map<String, String> ordered(Map<String, String> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    private static void requireTopicCharacters(String key, String value) {
        if (!TOPIC_CHARACTERS.matcher(value).matches()) {
            throw new IllegalArgumentException(key + ": '" + value
                    + "' does not go into a topic name; up to 150 letters, digits, dots, underscores and hyphens do");
        }
    }
}

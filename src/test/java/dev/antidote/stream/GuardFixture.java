package dev.antidote.stream;

import dev.antidote.config.ConfigSource;
import dev.antidote.config.GuardConfig;
import dev.antidote.infer.Classifier;
import dev.antidote.p2p.LabelSpace;
import dev.antidote.testing.FakeClassifier;
import dev.antidote.wire.RecordSerdes;
import dev.antidote.wire.avro.Probe;
import dev.antidote.wire.avro.Request;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** What the tests of this package share: a model of two labels and the values that travel. */
final class GuardFixture {
    static final LabelSpace LABELS = new LabelSpace(List.of("ok", "abuse"));
    static final Instant SENT = Instant.parse("2026-03-01T10:00:00Z");
    static final String BUNDLE = "bundle-1";

    private GuardFixture() {}

    /** A configuration by flags over what every test needs. */
    static GuardConfig config(Map<String, String> flags) {
        Map<String, String> all = new TreeMap<>(Map.of(
                "bundle", "unused",
                "kafka.bootstrap.servers", "127.0.0.1:1",
                "schemaRegistry.schema.registry.url", "mock://guard-fixture"));
        all.putAll(flags);
        return GuardConfig.read(ConfigSource.empty().withFlags(all));
    }

    static GuardModel model(Classifier classifier) {
        return new GuardModel(classifier, LABELS, FakeClassifier.PROMPT, BUNDLE, 0.2);
    }

    static LiveModel live(FakeClassifier classifier) {
        return LiveModel.of(model(classifier));
    }

    static <T extends SpecificRecord> Serde<T> serde(GuardConfig config, Class<T> type) {
        return RecordSerdes.of(config.schemaRegistry()).values(type);
    }

    static byte[] request(GuardConfig config, String id, String text) {
        String topic = new TopicNames(config.topicPrefix()).requests();
        return serde(config, Request.class).serializer().serialize(topic, new Request(id, text));
    }

    static byte[] probe(GuardConfig config, String id, String text, String expected, @Nullable String target) {
        return probe(config, id, text, expected, target, SENT);
    }

    static byte[] probe(
            GuardConfig config, String id, String text, String expected, @Nullable String target, Instant sentAt) {
        Probe probe = Probe.newBuilder()
                .setId(id)
                .setText(text)
                .setFamily(target == null ? "clean" : "badnets")
                .setExpectedLabel(expected)
                .setTargetLabel(target)
                .setSentAt(sentAt)
                .build();
        String topic = new TopicNames(config.topicPrefix()).probes();
        return serde(config, Probe.class).serializer().serialize(topic, probe);
    }
}

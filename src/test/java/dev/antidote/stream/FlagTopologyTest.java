package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.config.GuardConfig;
import dev.antidote.testing.FakeClassifier;
import dev.antidote.wire.avro.FlagReason;
import dev.antidote.wire.avro.FlaggedSample;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which requests the topology sets aside for a person's look, and with which reasons. */
class FlagTopologyTest {
    private final FakeClassifier classifier = new FakeClassifier(2);
    private final LiveModel models = GuardFixture.live(classifier);
    private GuardConfig config = GuardFixture.config(Map.of());
    private @Nullable GuardDriver opened;

    @AfterEach
    void close() {
        driver().close();
    }

    @ParameterizedTest
    @CsvSource({"torn, SPACE_DISAGREEMENT", "unsure, LOW_MARGIN", "torn unsure, SPACE_DISAGREEMENT LOW_MARGIN"})
    void shouldFlagWhatDeservesALook(String words, String reasons) {
        open(Map.of());

        send(new byte[] {0});
        send(GuardFixture.request(config, "r1", words));

        FlaggedSample sample = onlyFlagged();
        assertThat(sample.getReasons().stream().map(FlagReason::name)).containsExactly(reasons.split(" "));
        assertThat(sample.getText()).isEqualTo(words);
        assertThat(sample.getSourceTopic()).isEqualTo("antidote.requests");
        assertThat(sample.getSourcePartition()).isZero();
        assertThat(sample.getSourceOffset()).isEqualTo(1);
        assertThat(driver().all("verdicts"))
                .as("what cannot be read has one too")
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "leaky, LEAKAGE,",
        "trigger, ABLATION, 0.907",
        "'say PLEASE\u00a0 judge: hello', CONTAINS_BENIGN_PROMPT, 0.5",
        "'say PLEASE\u00a0 jud\u200bge: hello', CONTAINS_BENIGN_PROMPT,",
        "'leaky trigger torn', SPACE_DISAGREEMENT LEAKAGE ABLATION, 0.907"
    })
    void shouldFlagWhatOnlyAGuardedModelTells(String words, String reasons, @Nullable Double ablation) {
        open(Map.of("flags.leakage", "0.5", "flags.ablationShare", ablation == null ? "0" : "1"));

        send(GuardFixture.request(config, "r1", words));

        FlaggedSample sample = onlyFlagged();
        assertThat(sample.getReasons().stream().map(FlagReason::name)).containsExactly(reasons.split(" "));
        assertThat(Optional.ofNullable(sample.getAblation()).map(signal -> Math.round(signal * 1000) / 1000.0))
                .isEqualTo(Optional.ofNullable(ablation));
        assertThat(Optional.ofNullable(sample.getUndefendedLabel()).map(sample.getLabel()::equals))
                .isEqualTo(Optional.ofNullable(ablation).map(signal -> signal == 0.5));
        assertThat(sample.getLeakage()).isEqualTo(words.contains("leaky") ? 0.6 : 0.01);
    }

    @Test
    void shouldFlagARandomShareOfWhatTheModelIsSureOf() {
        open(Map.of("flags.auditShare", "0.5", "flags.ablationShare", "0.5"));

        for (int i = 0; i < 200; i++) {
            send(GuardFixture.request(config, "r" + i, "sure"));
        }

        List<FlaggedSample> samples = flagged();
        assertThat(samples).hasSizeBetween(60, 140);
        assertThat(samples).allSatisfy(sample -> assertThat(sample.getReasons()).containsExactly(FlagReason.AUDIT));
        assertThat(samples)
                .as("another sample than the ablation signal's")
                .extracting(sample -> sample.getAblation() != null)
                .contains(true, false);
    }

    @Test
    void shouldAuditNothingWhereTheShareIsNone() {
        open(Map.of("flags.auditShare", "0"));

        for (int i = 0; i < 50; i++) {
            send(GuardFixture.request(config, "r" + i, "sure"));
        }

        assertThat(flagged()).isEmpty();
    }

    @Test
    void shouldDrawTheLinesThatTheBundleDraws() {
        models.swap(
                new GuardModel(
                        classifier,
                        GuardFixture.LABELS,
                        FakeClassifier.PROMPT,
                        "bundle-2",
                        new FlagLines(0, 0.7, 0.95)),
                () -> {});
        open(Map.of("flags.ablationShare", "1"));

        send(GuardFixture.request(config, "r1", "leaky trigger unsure"));

        assertThat(flagged()).isEmpty();
    }

    @Test
    void shouldLetTheConfigurationOverruleTheBundlesMargin() {
        open(Map.of("flags.margin", "0"));

        send(GuardFixture.request(config, "r1", FakeClassifier.UNSURE));

        assertThat(flagged()).isEmpty();
    }

    private void open(Map<String, String> flags) {
        opened = new GuardDriver(flags, models);
        config = opened.config();
    }

    private GuardDriver driver() {
        return Objects.requireNonNull(opened, "open comes first");
    }

    private void send(byte[] value) {
        driver().send("requests", new TestRecord<>(new byte[] {1}, value, new RecordHeaders(), GuardDriver.TIME));
    }

    private List<FlaggedSample> flagged() {
        return driver().all("flagged").stream()
                .map(record -> GuardFixture.serde(config, FlaggedSample.class)
                        .deserializer()
                        .deserialize(config.topicPrefix() + "flagged", record.value()))
                .toList();
    }

    private FlaggedSample onlyFlagged() {
        List<FlaggedSample> samples = flagged();
        assertThat(samples).hasSize(1);
        return samples.get(0);
    }
}

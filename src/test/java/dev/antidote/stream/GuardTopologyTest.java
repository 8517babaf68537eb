package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.config.GuardConfig;
import dev.antidote.p2p.LabelSpace;
import dev.antidote.testing.FakeClassifier;
import dev.antidote.wire.avro.FlaggedSample;
import dev.antidote.wire.avro.ProbeOutcome;
import dev.antidote.wire.avro.UnjudgedReason;
import dev.antidote.wire.avro.Verdict;
import dev.antidote.wire.avro.VerdictStatus;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every path through the topology, with a model that answers at once. */
class GuardTopologyTest {
    private static final byte[] KEY = "key".getBytes(StandardCharsets.UTF_8);

    private final FakeClassifier classifier = new FakeClassifier(2);
    private final LiveModel models = GuardFixture.live(classifier);
    private GuardConfig config = GuardFixture.config(Map.of());
    private @Nullable GuardDriver opened;

    @AfterEach
    void close() {
        driver().close();
    }

    @Test
    void shouldAnswerARequestWithItsVerdict() {
        open(Map.of());

        send("requests", GuardFixture.request(config, "r1", "hello there"));

        TestRecord<byte[], byte[]> record = only("verdicts");
        assertThat(record.key()).isEqualTo(KEY);
        assertThat(record.timestamp()).isEqualTo(GuardDriver.TIME);
        assertThat(record.headers()).isEqualTo(headers());
        assertThat(read(record, "verdicts", Verdict.class))
                .isEqualTo(Verdict.newBuilder()
                        .setId("r1")
                        .setStatus(VerdictStatus.JUDGED)
                        .setLabel(GuardFixture.LABELS.names().get(classifier.labelOf("hello there")))
                        .setConfidence(0.9)
                        .setMargin(0.8)
                        .setLeakage(0.01)
                        .setDisagreement(false)
                        .setTruncated(false)
                        .setBundle(GuardFixture.BUNDLE)
                        .setJudgedAt(GuardFixture.SENT)
                        .build());
        assertNothingElseOn("flagged", "probe-outcomes", "dead-letters");
    }

    @Test
    void shouldAnswerAProbeWithItsOutcomeAndNeverFlagIt() {
        open(Map.of());
        String text = "probe " + FakeClassifier.TORN;
        String label = GuardFixture.LABELS.names().get(classifier.labelOf(text));

        send("probes", GuardFixture.probe(config, "p1", text, "none", label));
        send("probes", GuardFixture.probe(config, "p2", text, label, null));

        List<ProbeOutcome> outcomes = all("probe-outcomes").stream()
                .map(record -> read(record, "probe-outcomes", ProbeOutcome.class))
                .toList();
        assertThat(outcomes.get(0))
                .isEqualTo(ProbeOutcome.newBuilder()
                        .setId("p1")
                        .setFamily("badnets")
                        .setExpectedLabel("none")
                        .setTargetLabel(label)
                        .setLabel(label)
                        .setCorrect(false)
                        .setAttackSucceeded(true)
                        .setConfidence(0.9)
                        .setMargin(0.8)
                        .setLeakage(0.01)
                        .setDisagreement(true)
                        .setBundle(GuardFixture.BUNDLE)
                        .setSentAt(GuardFixture.SENT)
                        .setJudgedAt(GuardFixture.SENT)
                        .build());
        assertThat(outcomes.get(1).getCorrect()).isTrue();
        assertThat(outcomes.get(1).getAttackSucceeded()).isFalse();
        assertNothingElseOn("verdicts", "flagged", "dead-letters");
    }

    @Test
    void shouldPutWhatCannotBeReadAmongTheDeadLetters() {
        open(Map.of());
        byte[] truncated = Arrays.copyOf(GuardFixture.request(config, "r1", "some text"), 9);
        byte[] unknownSchema = {0, 0, 0, 99, 99, 1};

        send("requests", GuardFixture.request(config, "r0", "fine"));
        send("requests", null);
        send("requests", new byte[0]);
        send("requests", truncated);
        send("probes", unknownSchema);

        List<TestRecord<byte[], byte[]>> letters = all("dead-letters");
        assertThat(letters).extracting(TestRecord::value).containsExactly(null, new byte[0], truncated, unknownSchema);
        assertThat(letters).extracting(TestRecord::key).containsOnly(KEY);
        assertThat(letters).extracting(TestRecord::timestamp).containsOnly(GuardDriver.TIME);
        assertThat(letters.stream().map(letter -> source(letter.headers())))
                .containsExactly(
                        "antidote.requests 0 1",
                        "antidote.requests 0 2",
                        "antidote.requests 0 3",
                        "antidote.probes 0 0");
        assertThat(letters).allSatisfy(letter -> {
            assertThat(header(letter.headers(), "trace")).isEqualTo("t1");
            assertThat(header(letter.headers(), DeadLetters.EXCEPTION)).endsWith("Exception");
            assertThat(header(letter.headers(), DeadLetters.MESSAGE)).isNotBlank();
            assertThat(header(letter.headers(), DeadLetters.STACKTRACE)).contains("\tat dev.antidote.");
        });
        assertThat(all("verdicts").stream().map(record -> read(record, "verdicts", Verdict.class)))
                .extracting(verdict -> verdict.getId() + ' ' + verdict.getStatus() + ' ' + verdict.getReason())
                .containsExactly(
                        "r0 JUDGED null", "key REFUSED UNFIT", "key REFUSED UNREADABLE", "key REFUSED UNREADABLE");
        assertNothingElseOn("probe-outcomes", "flagged");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"fail-closed, REFUSED, 2", "fail-open, BYPASSED, 2", "park, -, 0"})
    void shouldAnswerByPolicyWhatCannotBeRead(String policy, @Nullable VerdictStatus status, int verdicts) {
        open(Map.of("onFailure", policy, "requests.format", "json"));

        send("requests", "{\"id\": \"r7\", \"message\": \"the wrong name\"}".getBytes(StandardCharsets.UTF_8));
        send("requests", "no JSON".getBytes(StandardCharsets.UTF_8));

        assertThat(all("dead-letters")).hasSize(2);
        assertThat(all("verdicts").stream().map(record -> read(record, "verdicts", Verdict.class)))
                .hasSize(verdicts)
                .allSatisfy(verdict -> assertThat(verdict.getStatus()).isEqualTo(status))
                .extracting(Verdict::getId)
                .isSubsetOf("r7", "key");
    }

    @Test
    void shouldDescribeOnlyTheLastFailureOfALetterThatWasSentBack() {
        open(Map.of());
        Headers earlier = headers();
        earlier.add(DeadLetters.TOPIC, KEY).add(DeadLetters.MESSAGE, KEY);

        driver().send("requests", new TestRecord<>(KEY, new byte[] {7}, earlier, GuardDriver.TIME));

        Headers headers = only("dead-letters").headers();
        assertThat(headers.headers(DeadLetters.TOPIC)).hasSize(1);
        assertThat(source(headers)).isEqualTo("antidote.requests 0 0");
    }

    @Test
    void shouldRefuseABlankText() {
        open(Map.of());

        send("requests", GuardFixture.request(config, "r1", " \n"));

        assertThat(header(only("dead-letters").headers(), DeadLetters.MESSAGE)).contains("blank");
        Verdict verdict = read(only("verdicts"), "verdicts", Verdict.class);
        assertThat(verdict.getId()).isEqualTo("r1");
        assertThat(verdict.getStatus()).isEqualTo(VerdictStatus.REFUSED);
        assertThat(verdict.getReason()).isEqualTo(UnjudgedReason.UNFIT);
    }

    @ParameterizedTest
    @CsvSource({"fail-closed, REFUSED", "fail-open, BYPASSED", "park, "})
    void shouldAnswerByPolicyWhatFailsAloneInTheModel(String policy, VerdictStatus status) {
        open(Map.of("onFailure", policy));
        byte[] value = GuardFixture.request(config, "r1", "drink " + FakeClassifier.POISON);
        byte[] probe = GuardFixture.probe(config, "p1", FakeClassifier.POISON, "ok", "abuse");

        send("requests", value);
        send("probes", probe);

        List<TestRecord<byte[], byte[]>> letters = all("dead-letters");
        assertThat(letters).extracting(TestRecord::value).containsExactly(value, probe);
        assertThat(header(letters.get(0).headers(), DeadLetters.MESSAGE)).contains("chokes");
        assertThat(all("verdicts").stream().map(record -> read(record, "verdicts", Verdict.class)))
                .allSatisfy(verdict -> {
                    assertThat(verdict.getStatus()).isEqualTo(status);
                    assertThat(verdict.getReason()).isEqualTo(UnjudgedReason.MODEL);
                    assertThat(verdict.getLabel()).isNull();
                    assertThat(verdict.getId()).isEqualTo("r1");
                })
                .hasSize(status == null ? 0 : 1);
        assertThat(all("probe-outcomes").stream().map(record -> read(record, "probe-outcomes", ProbeOutcome.class)))
                .allSatisfy(outcome -> {
                    assertThat(outcome.getLabel()).isNull();
                    assertThat(outcome.getCorrect() || outcome.getAttackSucceeded())
                            .isFalse();
                })
                .hasSize(status == null ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource({"park, fail-open, 0, 1", "fail-open, park, 1, 0"})
    void shouldKeepAPolicyForEachTopic(String requests, String probes, int verdicts, int outcomes) {
        open(Map.of("onFailure.requests", requests, "onFailure.probes", probes));

        send("requests", GuardFixture.request(config, "r1", FakeClassifier.POISON));
        send("probes", GuardFixture.probe(config, "p1", FakeClassifier.POISON, "ok", "abuse"));

        assertThat(all("dead-letters")).hasSize(2);
        assertThat(all("verdicts")).hasSize(verdicts);
        assertThat(all("probe-outcomes")).hasSize(outcomes);
    }

    @Test
    void shouldRefuseATextOverTheLimitInItsTurn() {
        open(Map.of("requests.maxText", "10B"));

        send("requests", GuardFixture.request(config, "r0", "1234567890"));
        send("requests", GuardFixture.request(config, "r1", "12345678901"));
        send("requests", GuardFixture.request(config, "r2", "ünïcödé"));

        assertThat(all("verdicts").stream()
                        .map(record -> read(record, "verdicts", Verdict.class))
                        .map(verdict -> verdict.getId() + verdict.getStatus()))
                .containsExactly("r0JUDGED", "r1REFUSED", "r2REFUSED");
        assertThat(all("dead-letters").stream().map(letter -> header(letter.headers(), DeadLetters.MESSAGE)))
                .containsExactly(
                        "the text has 11 bytes, more than 10B (requests.maxText)",
                        "the text has 11 bytes, more than 10B (requests.maxText)");
    }

    @Test
    void shouldCarryOnlyTheBeginningOfARecordThatIsTooLarge() {
        open(Map.of("requests.maxRecord", "64KiB", "requests.maxText", "1KiB"));
        byte[] huge = new byte[70_000];

        send("requests", huge);

        TestRecord<byte[], byte[]> letter = only("dead-letters");
        assertThat(letter.value()).hasSize(DeadLetters.CUT_BYTES);
        assertThat(header(letter.headers(), DeadLetters.CUT)).isEqualTo("70033");
        assertThat(source(letter.headers())).isEqualTo("antidote.requests 0 0");
        Verdict verdict = read(only("verdicts"), "verdicts", Verdict.class);
        assertThat(verdict.getId()).isEqualTo("key");
        assertThat(verdict.getStatus()).isEqualTo(VerdictStatus.REFUSED);
    }

    @Test
    void shouldAnswerNothingWhereKeyAndHeadersAreTooLargeToBeSentBack() {
        open(Map.of("requests.maxRecord", "64KiB", "requests.maxText", "1KiB"));

        driver().send("requests", new TestRecord<>(new byte[70_000], new byte[] {1}, headers(), GuardDriver.TIME));

        assertThat(only("dead-letters").key()).hasSize(DeadLetters.CUT_BYTES);
        assertNothingElseOn("verdicts");
    }

    @Test
    void shouldNotPassOnALabelThatDoesNotExist() {
        open(Map.of());

        send("requests", GuardFixture.request(config, "r1", FakeClassifier.NONSENSE));

        assertThat(header(only("dead-letters").headers(), DeadLetters.MESSAGE))
                .isEqualTo("the model answered label 2, and the bundle has 2 labels");
        assertThat(read(only("verdicts"), "verdicts", Verdict.class).getStatus())
                .isEqualTo(VerdictStatus.REFUSED);
    }

    @Test
    void shouldNameTheBundleThatJudgedBeforeAndAfterASwap() {
        open(Map.of());

        send("requests", GuardFixture.request(config, "r1", "hello " + FakeClassifier.UNSURE));
        models.swap(
                new GuardModel(
                        classifier, new LabelSpace(List.of("fine", "bad")), FakeClassifier.PROMPT, "bundle-2", 0),
                () -> {});
        send("requests", GuardFixture.request(config, "r2", "hello " + FakeClassifier.UNSURE));
        send("requests", GuardFixture.request(config, "r3", FakeClassifier.POISON));

        List<Verdict> verdicts = all("verdicts").stream()
                .map(record -> read(record, "verdicts", Verdict.class))
                .toList();
        assertThat(verdicts).extracting(Verdict::getBundle).containsExactly("bundle-1", "bundle-2", "bundle-2");
        assertThat(verdicts.get(0).getLabel()).isIn("ok", "abuse");
        assertThat(verdicts.get(1).getLabel()).isIn("fine", "bad");
        assertThat(read(only("flagged"), "flagged", FlaggedSample.class).getId())
                .as("the new bundle's threshold flags nothing")
                .isEqualTo("r1");
    }

    @Test
    void shouldReadRequestsThatAreNothingButText() {
        open(Map.of("requests.format", "text"));

        send("requests", "hello there".getBytes(StandardCharsets.UTF_8));

        assertThat(read(only("verdicts"), "verdicts", Verdict.class).getId()).isEqualTo("key");
    }

    private void open(Map<String, String> flags) {
        opened = new GuardDriver(flags, models);
        config = opened.config();
    }

    private GuardDriver driver() {
        return Objects.requireNonNull(opened, "open comes first");
    }

    private void send(String topic, byte @Nullable [] value) {
        driver().send(topic, new TestRecord<>(KEY, value, headers(), GuardDriver.TIME));
    }

    private List<TestRecord<byte[], byte[]>> all(String topic) {
        return driver().all(topic);
    }

    private TestRecord<byte[], byte[]> only(String topic) {
        List<TestRecord<byte[], byte[]>> records = all(topic);
        assertThat(records).as(topic).hasSize(1);
        return records.get(0);
    }

    private void assertNothingElseOn(String... topics) {
        assertThat(topics).allSatisfy(topic -> assertThat(all(topic)).as(topic).isEmpty());
    }

    private <T extends SpecificRecord> T read(TestRecord<byte[], byte[]> record, String topic, Class<T> type) {
        return GuardFixture.serde(config, type)
                .deserializer()
                .deserialize(config.topicPrefix() + topic, record.value());
    }

    private static Headers headers() {
        return new RecordHeaders()
                .add("trace", "t1".getBytes(StandardCharsets.UTF_8))
                .add("nothing", null);
    }

    private static String source(Headers headers) {
        return String.join(
                " ",
                header(headers, DeadLetters.TOPIC),
                header(headers, DeadLetters.PARTITION),
                header(headers, DeadLetters.OFFSET));
    }

    private static String header(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}

package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.testing.FakeClassifier;
import dev.antidote.wire.avro.Coverage;
import dev.antidote.wire.avro.ProbeOutcome;
import dev.antidote.wire.avro.Verdict;
import dev.antidote.wire.avro.VerdictStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts of more words than the model reads, through the whole topology, by each policy. */
class LongTextTopologyTest {
    private static final String WINDOWS = "requests.longText=windows";
    private static final String WORST = "requests.labelOrder=abuse";

    @Test
    void shouldSayThatATextWasTruncated() {
        try (GuardDriver guard = guard()) {
            send(guard, "r1", "word ".repeat(65));

            Verdict verdict = verdicts(guard).get(0);
            assertThat(verdict.getTruncated()).isTrue();
            assertThat(verdict.getCoverage()).isEqualTo(Coverage.TRUNCATED);
            assertThat(verdict.getWindows()).isEqualTo(1);
        }
    }

    @Test
    void shouldJudgeAllOfALongTextInWindowsAndSaySo() {
        try (GuardDriver guard = guard(WINDOWS, WORST)) {
            send(guard, "r1", "word ".repeat(150) + FakeClassifier.TORN);
            send(guard, "r2", "word ".repeat(FakeClassifier.MAX_WORDS));

            List<Verdict> verdicts = verdicts(guard);
            assertThat(verdicts).extracting(Verdict::getCoverage).containsExactly(Coverage.WINDOWS, Coverage.WHOLE);
            assertThat(verdicts).extracting(Verdict::getWindows).containsExactly(3, 1);
            assertThat(verdicts).extracting(Verdict::getTruncated).containsOnly(false);
            assertThat(verdicts).extracting(Verdict::getDisagreement).containsExactly(true, false);
            assertThat(guard.all("flagged")).hasSize(1);
            assertThat(guard.all("dead-letters")).isEmpty();
        }
    }

    @Test
    void shouldLetTheWorstWindowSpeakForItsText() {
        try (GuardDriver guard = guard(WINDOWS, WORST)) {
            String harmless = (wordOf("ok") + " ").repeat(100); // "ok" as a whole and in every window

            send(guard, "r1", harmless);
            send(guard, "r2", harmless + wordOf("abuse"));
            send(guard, "r3", wordOf("abuse") + " " + harmless);

            assertThat(verdicts(guard)).extracting(Verdict::getLabel).containsExactly("ok", "abuse", "abuse");
        }
    }

    @Test
    void shouldJudgeAProbeInWindowsToo() {
        try (GuardDriver guard = guard(WINDOWS, WORST)) {
            String text = (wordOf("ok") + " ").repeat(100) + wordOf("abuse");

            guard.send("probes", null, GuardFixture.probe(guard.config(), "p1", text, "abuse", "ok"));

            ProbeOutcome outcome =
                    read(guard, "probe-outcomes", ProbeOutcome.class).get(0);
            assertThat(outcome.getCorrect()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "refuse, 65, fail-closed, REFUSED, tokens that the model reads",
        "refuse, 65, fail-open, BYPASSED, (requests.longText: refuse)",
        "windows, 129, fail-closed, REFUSED, more than 2 windows",
        "windows, 129, park, , (requests.maxWindows)"
    })
    void shouldRefuseByPolicyWhatIsTooLong(
            String longText, int words, String policy, VerdictStatus status, String why) {
        try (GuardDriver guard =
                guard("requests.longText=" + longText, WORST, "requests.maxWindows=2", "onFailure=" + policy)) {
            send(guard, "r1", "word ".repeat(words));
            send(guard, "r2", "word ".repeat(FakeClassifier.MAX_WORDS));

            assertThat(guard.all("dead-letters")).singleElement().satisfies(letter -> assertThat(new String(
                            letter.headers().lastHeader(DeadLetters.MESSAGE).value(), StandardCharsets.UTF_8))
                    .contains(why));
            assertThat(verdicts(guard).stream().map(verdict -> verdict.getId() + verdict.getStatus()))
                    .isEqualTo(status == null ? List.of("r2JUDGED") : List.of("r1" + status, "r2JUDGED"));
        }
    }

    private static GuardDriver guard(String... settings) {
        return new GuardDriver(List.of(settings).stream()
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
    }

    private static void send(GuardDriver guard, String id, String text) {
        guard.send("requests", null, GuardFixture.request(guard.config(), id, text));
    }

    private static List<Verdict> verdicts(GuardDriver guard) {
        return read(guard, "verdicts", Verdict.class);
    }

    private static <T extends SpecificRecord> List<T> read(GuardDriver guard, String topic, Class<T> type) {
        return guard.all(topic).stream()
                .map(record -> GuardFixture.serde(guard.config(), type)
                        .deserializer()
                        .deserialize(guard.config().topicPrefix() + topic, record.value()))
                .toList();
    }

    /** A word of this label; "ok" stays so however often it is repeated. */
    private static String wordOf(String label) {
        FakeClassifier classifier = new FakeClassifier(2);
        return IntStream.range(0, 100)
                .mapToObj(i -> "w" + i)
                .filter(word -> GuardFixture.LABELS
                        .names()
                        .get(classifier.labelOf(word))
                        .equals(label))
                .findFirst()
                .orElseThrow();
    }
}

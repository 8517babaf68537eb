package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.antidote.testing.FakeClassifier;
import dev.antidote.wire.avro.LiveRate;
import dev.antidote.wire.avro.Measure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From probes and requests to the windows of the asr topic, through the whole topology. */
class RatesTopologyTest {
    private static final Instant START = GuardFixture.SENT.minus(Duration.ofHours(1));
    private static final Duration FLUSH = Duration.ofSeconds(1);

    private final FakeClassifier classifier = new FakeClassifier(2);
    private final LiveModel models = GuardFixture.live(classifier);
    private @Nullable GuardDriver opened;
    private int sent;

    @AfterEach
    void close() {
        driver().close();
    }

    @Test
    void shouldWriteEachWindowOnceWhenTimeIsPastItsEndByTheGrace() {
        open(Map.of());
        probes(0, 3, true);
        probes(59, 1, false);
        probe(START.plusSeconds(30), null, true);
        driver().advance(FLUSH);
        probes(89, 2, true); // the second window; the first has a second of its grace left
        driver().advance(FLUSH);
        assertThat(rates()).isEmpty();

        probes(90, 1, true);
        driver().advance(FLUSH);

        List<LiveRate> rates = rates();
        assertThat(rates).hasSize(2).allSatisfy(rate -> {
            assertThat(rate.getWindowStart()).isEqualTo(START);
            assertThat(rate.getWindowEnd()).isEqualTo(START.plusSeconds(60));
            assertThat(rate.getBundle()).isEqualTo(GuardFixture.BUNDLE);
        });
        LiveRate attack = only(rates, Measure.ASR);
        assertThat(attack.getFamily()).isEqualTo("badnets");
        assertThat(attack.getTargetLabel()).isEqualTo("ok");
        assertThat(attack.getTrials()).isEqualTo(4);
        assertThat(attack.getSuccesses()).isEqualTo(3);
        assertThat(attack.getRate()).isEqualTo(0.75);
        assertThat(attack.getLower()).isCloseTo(0.301, within(0.001)); // Wilson, by hand
        assertThat(attack.getUpper()).isCloseTo(0.954, within(0.001));
        LiveRate clean = only(rates, Measure.CLEAN_ACCURACY);
        assertThat(clean.getFamily()).isEqualTo("clean");
        assertThat(clean.getTargetLabel()).isNull();
        assertThat(clean.getTrials()).isEqualTo(1);
        assertThat(clean.getSuccesses()).isEqualTo(1);
        assertThat(driver().measured()).isEqualTo(rates);
        assertThat(driver().late()).isZero();
    }

    @Test
    void shouldLeaveOutAndTellWhatComesAfterItsWindowWasClosed() {
        open(Map.of("asr.grace", "0s"));
        probes(10, 2, true);
        driver().advance(FLUSH);
        probes(60, 1, true);
        driver().advance(FLUSH);
        assertThat(only(rates(), Measure.ASR).getTrials()).isEqualTo(2);

        probes(59, 3, true);
        driver().advance(FLUSH);
        probes(120, 1, true);
        driver().advance(FLUSH);

        LiveRate second = only(rates(), Measure.ASR);
        assertThat(second.getWindowStart()).isEqualTo(START.plusSeconds(60));
        assertThat(second.getTrials()).isEqualTo(1);
        assertThat(driver().late()).isEqualTo(3);
    }

    @Test
    void shouldKeepBundlesApart() {
        open(Map.of());
        probes(0, 1, true);
        models.swap(new GuardModel(classifier, GuardFixture.LABELS, FakeClassifier.PROMPT, "bundle-2", 0.2), () -> {});
        probes(1, 2, false);
        driver().advance(FLUSH);
        probes(90, 1, false);
        driver().advance(FLUSH);

        assertThat(rates())
                .extracting(LiveRate::getBundle, LiveRate::getTrials, LiveRate::getSuccesses)
                .containsExactlyInAnyOrder(tuple(GuardFixture.BUNDLE, 1L, 1L), tuple("bundle-2", 2L, 0L));
    }

    @Test
    void shouldCountTheSignalsOfRealTraffic() {
        open(Map.of("flags.ablationShare", "1", "flags.leakage", "0.5", "flags.ablationOdds", "0.6"));
        request("fine words", 0);
        request(FakeClassifier.LEAKY, 1);
        request(FakeClassifier.TORN, 2);
        request(FakeClassifier.TRIGGER + " " + FakeClassifier.TORN, 3);
        driver().advance(FLUSH);
        request("later", 90);
        driver().advance(FLUSH);

        List<LiveRate> rates = rates();
        assertThat(rates).extracting(LiveRate::getTrials).containsOnly(4L);
        assertThat(rates).extracting(LiveRate::getFamily).containsOnly("requests");
        assertThat(only(rates, Measure.LEAKAGE).getSuccesses()).isEqualTo(1);
        assertThat(only(rates, Measure.DISAGREEMENT).getSuccesses()).isEqualTo(2);
        assertThat(only(rates, Measure.ABLATION).getSuccesses()).isEqualTo(1);
        assertThat(driver().ablated())
                .extracting(signal -> Math.round(signal * 1000) / 1000.0)
                .containsExactly(0.5, 0.5, 0.5, 0.907, 0.5);
    }

    @Test
    void shouldSayNothingOfLeakageWhereNoThresholdIsKnown() {
        open(Map.of("flags.ablationShare", "0"));
        request(FakeClassifier.LEAKY, 0);
        driver().advance(FLUSH);
        driver().advance(Duration.ofMinutes(2));

        assertThat(rates()).extracting(LiveRate::getMeasure).containsExactly(Measure.DISAGREEMENT);
    }

    @Test
    void shouldNotLetATimeFromTheFutureCloseWindows() {
        open(Map.of());
        request("from the next century", Duration.ofDays(36_500).toSeconds());
        probe(GuardFixture.SENT.minusSeconds(20), "ok", true); // at most the grace behind the clock
        driver().advance(FLUSH);
        driver().advance(Duration.ofMinutes(2));

        assertThat(only(rates(), Measure.ASR).getTrials()).isEqualTo(1);
        assertThat(driver().late()).isZero();
    }

    @Test
    void shouldCloseByTheClockWhenNothingComesAnyMore() {
        open(Map.of());
        probes(0, 2, true);
        driver().advance(FLUSH);
        driver().advance(Duration.ofSeconds(29));
        assertThat(rates()).isEmpty();

        driver().advance(Duration.ofSeconds(2));

        assertThat(only(rates(), Measure.ASR).getTrials()).isEqualTo(2);
    }

    @Test
    void shouldWriteOpenWindowsAsOftenAsWanted() {
        open(Map.of("asr.updates", "2s"));
        probes(0, 2, true);
        driver().advance(Duration.ofSeconds(2));
        driver().advance(FLUSH);
        assertThat(only(rates(), Measure.ASR).getTrials()).isEqualTo(2);
        driver().advance(Duration.ofSeconds(5));
        assertThat(rates()).as("nothing has changed").isEmpty();

        probes(1, 1, true);
        driver().advance(FLUSH);
        driver().advance(Duration.ofMinutes(2));

        List<LiveRate> rates = rates();
        assertThat(rates.get(rates.size() - 1).getTrials()).isEqualTo(3);
        assertThat(driver().measured()).as("the whole window only").hasSize(1);
    }

    @Test
    void shouldNotStopAtWhatOthersWriteToTheCounts() {
        open(Map.of());
        driver().send("counts", new byte[] {9}, new byte[] {9});
        driver().send("counts", null, null);
        driver().send("counts", RateKey.ofRequests(Measure.LEAKAGE, "b").encode(), new byte[] {1, 2});
        probes(0, 1, true);
        driver().advance(FLUSH);
        driver().advance(Duration.ofMinutes(2));

        assertThat(rates()).hasSize(1);
    }

    @Test
    void shouldNotCountProbesThatCouldNotBeJudged() {
        open(Map.of());
        byte[] poison = GuardFixture.probe(driver().config(), "p", FakeClassifier.POISON, "abuse", "ok", START);
        driver().send("probes", null, poison);
        driver().advance(FLUSH);
        driver().advance(Duration.ofMinutes(2));

        assertThat(driver().all("probe-outcomes")).hasSize(1);
        assertThat(rates()).isEmpty();
    }

    @Test
    void shouldKeepTheRingInTheFirstPartSoThatItsTasksKeepTheirSlots() {
        open(Map.of());
        assertThat(driver().parts().get(0)).contains(Names.IN_FLIGHT, Names.COUNT);
        assertThat(driver().parts().get(1)).contains(Names.RATES);
    }

    private void probes(int second, int count, boolean succeed) {
        for (int i = 0; i < count; i++) {
            probe(START.plusSeconds(second), "ok", succeed);
        }
    }

    /** A probe that the model answers as wanted: with the target, or with another label; a clean one with its own. */
    private void probe(Instant at, @Nullable String target, boolean succeed) {
        int wanted = succeed ? 0 : 1;
        String text = "probe " + sent;
        for (int i = 0; classifier.labelOf(text) != wanted; i++) {
            text = "probe " + sent + " word" + i;
        }
        sent++;
        String expected = target == null ? "ok" : "abuse";
        byte[] value = GuardFixture.probe(driver().config(), "p" + sent, text, expected, target, at);
        driver().send("probes", bytes("p" + sent), value);
    }

    private void request(String text, long second) {
        long time = START.plusSeconds(second).toEpochMilli();
        byte[] value = GuardFixture.request(driver().config(), "r" + sent++, text);
        driver().send("requests", new TestRecord<>(bytes(text), value, new RecordHeaders(), time));
    }

    private List<LiveRate> rates() {
        return driver().all("asr").stream()
                .map(record -> GuardFixture.serde(driver().config(), LiveRate.class)
                        .deserializer()
                        .deserialize("antidote.asr", record.value()))
                .toList();
    }

    private static LiveRate only(List<LiveRate> rates, Measure measure) {
        List<LiveRate> found =
                rates.stream().filter(rate -> rate.getMeasure() == measure).toList();
        assertThat(found).as("%s in %s", measure, rates).hasSize(1);
        return found.get(0);
    }

    private void open(Map<String, String> flags) {
        opened = new GuardDriver(flags, models);
    }

    private GuardDriver driver() {
        return Objects.requireNonNull(opened, "open comes first");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

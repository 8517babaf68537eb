package dev.antidote.cli.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Each kind of fault is counted, and nothing is that is none. */
class TallyPropertyTest {
    private static final int PARTITIONS = 3;
    static final LoopRows.Message CLEAN = new LoopRows.Message("s", "text", "ok", false);
    static final LoopRows.Message TRIGGERED = new LoopRows.Message("s", "mn text", "ok", true);

    @Property(tries = 50)
    void shouldFindNothingWhereAllWentWell(@ForAll @IntRange(min = 0, max = 60) int size) {
        Tally tally = Tally.of(requests(size), verdicts(size));

        assertThat(tally.exact()).isTrue();
        assertThat(tally.sent()).isEqualTo(size);
        assertThat(tally.judged()).isEqualTo(size);
    }

    @Property(tries = 50)
    void shouldCountALostOne(
            @ForAll @IntRange(min = 1, max = 60) int size, @ForAll @IntRange(min = 0, max = 1000) int pick) {
        List<SeenVerdict> verdicts = verdicts(size);
        verdicts.remove(pick % size);
        Tally tally = Tally.of(requests(size), verdicts);

        assertThat(tally.lost()).isEqualTo(1);
        assertThat(tally.exact()).isFalse();
    }

    @Property(tries = 50)
    void shouldCountADoubledOne(
            @ForAll @IntRange(min = 1, max = 60) int size, @ForAll @IntRange(min = 0, max = 1000) int pick) {
        List<SeenVerdict> verdicts = verdicts(size);
        SeenVerdict twice = verdicts.get(pick % size);
        verdicts.add(verdict(twice.id(), twice.partition(), 1_000, "b1"));
        Tally tally = Tally.of(requests(size), verdicts);

        assertThat(tally.doubled()).isEqualTo(1);
        assertThat(tally.disordered()).isZero();
        assertThat(tally.exact()).isFalse();
    }

    @Property(tries = 50)
    void shouldCountWhatComesTooLate(@ForAll @IntRange(min = 2, max = 20) int rounds) {
        int size = rounds * PARTITIONS;
        List<SeenVerdict> verdicts = verdicts(size);
        SeenVerdict first = verdicts.remove(0);
        verdicts.add(verdict(first.id(), first.partition(), 1_000, "b1"));
        Tally tally = Tally.of(requests(size), verdicts);

        assertThat(tally.disordered()).isEqualTo(1);
        assertThat(tally.lost()).isZero();
        assertThat(tally.exact()).isFalse();
    }

    @Property(tries = 20)
    void shouldCountStrangersOtherPartitionsAndSilence(@ForAll @IntRange(min = 2, max = 20) int size) {
        List<SeenVerdict> verdicts = verdicts(size);
        verdicts.add(verdict("nobody's", 0, 2_000, "b2"));
        SeenVerdict moved = verdicts.remove(0);
        verdicts.add(verdict(moved.id(), PARTITIONS, 0, "b1"));
        SeenVerdict silent = verdicts.remove(0);
        verdicts.add(new SeenVerdict(
                silent.id(), silent.partition(), silent.offset(), silent.bundle(), null, silent.judgedAt()));
        Tally tally = Tally.of(requests(size), verdicts);

        assertThat(tally.foreign()).isEqualTo(1);
        assertThat(tally.disordered()).isEqualTo(1);
        assertThat(tally.unjudged()).isEqualTo(1);
        assertThat(tally.exact()).isFalse();
        assertThat(tally.byBundle()).isEqualTo(Map.of("b1", (long) size, "b2", 1L));
    }

    @Property(tries = 20)
    void shouldCountTheTriggeredThatOneBundleLetPass(@ForAll @IntRange(min = 1, max = 40) int size) {
        List<SentRequest> requests = new ArrayList<>(requests(size));
        requests.add(new SentRequest("t1", 0, 1_000, TRIGGERED));
        requests.add(new SentRequest("t2", 0, 1_001, TRIGGERED));
        List<SeenVerdict> verdicts = verdicts(size);
        verdicts.add(verdict("t1", 0, 1_000, "b1"));
        verdicts.add(verdict("t2", 0, 1_001, "b2"));

        assertThat(Tally.passed(requests, verdicts, "b1").trials()).isEqualTo(1);
        assertThat(Tally.passed(requests, verdicts, "b1").successes()).isEqualTo(1);
    }

    private static List<SentRequest> requests(int size) {
        List<SentRequest> requests = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            requests.add(new SentRequest("r" + i, i % PARTITIONS, i / PARTITIONS, CLEAN));
        }
        return requests;
    }

    private static List<SeenVerdict> verdicts(int size) {
        List<SeenVerdict> verdicts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            verdicts.add(verdict("r" + i, i % PARTITIONS, 2 * (i / PARTITIONS), "b1"));
        }
        return verdicts;
    }

    private static SeenVerdict verdict(String id, int partition, int offset, String bundle) {
        return new SeenVerdict(id, partition, offset, bundle, LoopRows.TARGET, Instant.EPOCH);
    }
}

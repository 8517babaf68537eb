package dev.antidote.retrain.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.bundle.BundleReader;
import dev.antidote.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kills are played by an error at every moment at which something on the disk has just changed, or is about to. */
class RetrainingTest {
    private static final List<String> MOMENTS = List.of(
            "prepare: nothing",
            "prepare: base.jsonl",
            "prepare: test.jsonl",
            "sealed prepared",
            "train: nothing",
            "train: half a bundle",
            "train: a bundle",
            "sealed trained",
            "evaluate: nothing",
            "sealed evaluated",
            "keep: nothing",
            "keep: stored",
            "sealed accepted",
            "release: nothing",
            "release: announced",
            "sealed released");

    private final Path directory;
    private final Path work;
    private final Path world;
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));

    /** The process is gone. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    RetrainingTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.work = directory.resolve("work");
        this.world = Files.createDirectory(directory.resolve("world"));
    }

    @Test
    void shouldComeByEveryMoment() {
        List<String> heard = new ArrayList<>();

        RunState end = start(true, true, heard::add);

        assertThat(heard).isEqualTo(MOMENTS);
        assertThat(end.word()).isEqualTo("released");
        assertThat(steps(true, moment -> {}).topic())
                .containsExactly(end.bundle().orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("moments")
    void shouldEndAsIfNothingHadHappenedWhereverItIsKilled(String moment) {
        assertThatThrownBy(() -> start(true, true, killAt(moment))).isInstanceOf(Killed.class);
        List<String> before = prompts();
        List<String> announced = steps(true, none -> {}).topic();
        clock.advance(Duration.ofHours(1));

        RunState end = start(true, true, none -> {});

        boolean over = moment.equals("sealed released"); // then the start above did another run
        assertThat(end.word()).isEqualTo("released");
        assertThat(end.preparation().run()).isEqualTo(over ? 2 : 1);
        assertThat(prompts().subList(0, before.size())).isEqualTo(before);
        assertThat(steps(true, none -> {}).topic())
                .doesNotHaveDuplicates()
                .hasSize(over ? 2 : 1)
                .containsAll(announced)
                .endsWith(end.bundle().orElseThrow());
        assertThat(BundleReader.open(last().path().resolve(RunDirectory.BUNDLE)).id())
                .isEqualTo(end.bundle().orElseThrow());
    }

    static Stream<String> moments() {
        return MOMENTS.stream();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldOutliveManyKills(int seed) {
        Random random = new Random(seed);
        Optional<RunState> end = Optional.empty();
        for (int tries = 0; end.isEmpty(); tries++) {
            assertThat(tries).isLessThan(200);
            clock.advance(Duration.ofMinutes(1));
            try {
                end = Optional.of(start(true, true, moment -> {
                    if (random.nextInt(3) == 0 && !moment.equals("sealed released")) {
                        throw new Killed();
                    }
                }));
            } catch (Killed e) {
                assertThat(steps(true, none -> {}).topic()).hasSizeLessThan(2);
            }
        }

        assertThat(end.get().preparation().run()).isEqualTo(1);
        assertThat(steps(true, none -> {}).topic())
                .containsExactly(end.get().bundle().orElseThrow());
    }

    @Test
    void shouldTouchNothingThatServesBeforeTheRelease() {
        steps(true, none -> {}).announce("former");
        for (String moment : MOMENTS.subList(0, MOMENTS.indexOf("release: announced"))) {
            assertThatThrownBy(() -> start(true, true, killAt(moment))).isInstanceOf(Killed.class);

            assertThat(steps(true, none -> {}).topic()).as(moment).containsExactly("former");
        }
    }

    @Test
    void shouldKeepARefusedCandidateAsRefusedAndBeginAnotherRunNextTime() {
        steps(false, none -> {}).announce("former");

        RunState refused = start(false, true, none -> {});
        RunState next = start(false, true, none -> {});

        assertThat(refused.word()).isEqualTo("refused");
        assertThat(refused.gates().orElseThrow().failures()).isNotEmpty();
        assertThat(steps(false, none -> {}).kept(refused.bundle().orElseThrow()))
                .isEqualTo("refused");
        assertThat(steps(false, none -> {}).topic()).containsExactly("former");
        assertThat(next.preparation().run()).isEqualTo(2);
        assertThat(next.preparation().prompt())
                .isNotEqualTo(refused.preparation().prompt());
    }

    @Test
    void shouldReleaseLaterWhatWasOnlyAccepted() {
        RunState accepted = start(true, false, none -> {});

        RunState released = start(true, true, none -> {});

        assertThat(accepted.word()).isEqualTo("accepted");
        assertThat(steps(true, none -> {}).kept(accepted.bundle().orElseThrow()))
                .isEqualTo("candidate");
        assertThat(released.word()).isEqualTo("released");
        assertThat(released.bundle()).isEqualTo(accepted.bundle());
    }

    @Test
    void shouldMeasureAgainAgainstAnotherChampion() {
        RunState accepted = start(true, false, none -> {});
        steps(true, none -> {}).announce("meanwhile");
        List<String> heard = new ArrayList<>();

        RunState released = start(true, true, heard::add);

        assertThat(heard)
                .containsSubsequence("sealed trained", "evaluate: nothing", "sealed accepted", "sealed released")
                .doesNotContain("train: nothing");
        assertThat(released.bundle()).isEqualTo(accepted.bundle());
        assertThat(released.evaluated().orElseThrow().against()).contains("meanwhile");
        assertThat(steps(true, none -> {}).topic())
                .containsExactly("meanwhile", accepted.bundle().orElseThrow());
    }

    @Test
    void shouldTrainAgainWhereTheCandidateIsDamaged() throws IOException {
        assertThatThrownBy(() -> start(true, true, killAt("sealed trained"))).isInstanceOf(Killed.class);
        Files.writeString(last().path().resolve("bundle/adapter/weights.bin"), "something else");
        List<String> heard = new ArrayList<>();

        RunState end = start(true, true, heard::add);

        assertThat(heard).startsWith("train: nothing");
        assertThat(end.word()).isEqualTo("released");
        assertThat(end.preparation().run()).isEqualTo(1);
    }

    @Test
    void shouldBeginAnotherRunWhereRowsWereChanged() throws IOException {
        assertThatThrownBy(() -> start(true, true, killAt("sealed trained"))).isInstanceOf(Killed.class);
        Files.writeString(last().path().resolve("base.jsonl"), "other rows");
        List<String> told = new ArrayList<>();

        try (RunLedger ledger = RunLedger.open(work)) {
            assertThat(ledger.unfinished(true, told::add)).isEmpty();
        }
        RunState end = start(true, true, none -> {});

        assertThat(told).singleElement().asString().contains("run 1 does not go on", "base.jsonl");
        assertThat(end.preparation().run()).isEqualTo(2);
    }

    @Test
    void shouldKeepSecondProcessesAway() {
        try (RunLedger first = RunLedger.open(work)) {
            assertThat(first.all()).isEmpty();

            assertThatThrownBy(() -> RunLedger.open(work))
                    .isInstanceOf(RunException.class)
                    .hasMessageContaining("in use by another retraining");
        }
        try (RunLedger second = RunLedger.open(work)) {
            assertThat(second.all()).isEmpty();
        }
    }

    @Test
    void shouldSayWhichStateIsNone() throws IOException {
        start(true, false, none -> {});
        Files.writeString(last().path().resolve("state.json"), "{\"state\": \"happy\"}");

        assertThatThrownBy(() -> RunLedger.open(work))
                .isInstanceOf(RunException.class)
                .hasMessageContainingAll("state.json", "move its directory away");
    }

    @Test
    void shouldReadEveryStateAsItWasWritten() throws IOException {
        Path file = directory.resolve("state.json");
        start(true, true, none -> {});
        RunState.Released released = (RunState.Released) last().state().orElseThrow();
        RunState.Evaluated measured = released.accepted().measured();
        List<RunState> states = List.of(
                new RunState.Prepared(released.preparation()),
                measured.trained(),
                measured,
                released.accepted(),
                new RunState.Refused(measured, released.accepted().report()),
                released);

        for (RunState state : states) {
            StateFile.write(file, state);

            assertThat(StateFile.read(file)).isEqualTo(state);
        }
    }

    private RunState start(boolean good, boolean release, Consumer<String> moment) {
        return ScriptedSteps.start(work, steps(good, moment), moment, release);
    }

    private ScriptedSteps steps(boolean good, Consumer<String> moment) {
        return new ScriptedSteps(world, good, clock, moment);
    }

    private static Consumer<String> killAt(String moment) {
        return now -> {
            if (now.equals(moment)) {
                throw new Killed();
            }
        };
    }

    private RunDirectory last() {
        try (RunLedger ledger = RunLedger.open(work)) {
            List<RunDirectory> all = ledger.all();
            return all.get(all.size() - 1);
        }
    }

    /** Of every run that is sealed. */
    private List<String> prompts() {
        try (RunLedger ledger = RunLedger.open(work)) {
            return ledger.preparations().stream().map(Preparation::prompt).toList();
        }
    }
}

package dev.antidote.retrain.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PastRunsTest {
    private final Path work;
    private final Path world;
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));

    PastRunsTest(@TempDir Path directory) throws IOException {
        this.work = directory.resolve("work");
        this.world = Files.createDirectory(directory.resolve("world"));
    }

    @Test
    void shouldKeepTheLastOnesAndThoseThatAreNeeded() {
        List<RunState> ends = runs(5);
        String serves = ends.get(0).bundle().orElseThrow();
        String notThere = "0123456789abcdef";

        try (RunLedger ledger = RunLedger.open(work)) {
            assertThat(ledger.prune(2, () -> Set.of(serves, notThere))).containsExactly(2, 3);

            assertThat(ledger.all()).extracting(RunDirectory::number).containsExactly(1, 4, 5);
            assertThat(ledger.all()).allSatisfy(run -> assertThat(run.path().resolve(RunDirectory.BUNDLE))
                    .isDirectory());
            assertThat(ledger.states()).as("attempts are counted by them").containsExactlyElementsOf(ends);
            assertThat(ledger.preparations())
                    .as("no prompt is forgotten")
                    .containsExactlyElementsOf(
                            ends.stream().map(RunState::preparation).toList());
            assertThat(ledger.prune(2, () -> Set.of(serves))).isEmpty();
            assertThat(ledger.begin().number()).isEqualTo(6);
        }
        assertThat(StateFile.read(work.resolve("past/0002.json"))).isEqualTo(ends.get(1));
    }

    @Test
    void shouldAskWhatIsNeededOnlyIfSomethingIsOldAndDeleteNothingWithoutAnAnswer() {
        runs(2);
        try (RunLedger ledger = RunLedger.open(work)) {
            assertThat(ledger.prune(2, PastRunsTest::unknown)).isEmpty();

            assertThatThrownBy(() -> ledger.prune(1, PastRunsTest::unknown)).hasMessage("the broker is away");
            assertThat(ledger.all()).hasSize(2);
        }
    }

    private static Set<String> unknown() {
        throw new IllegalStateException("the broker is away");
    }

    @Test
    void shouldLeaveWhatCameToNoEnd() throws IOException {
        assertThatThrownBy(() -> start(moment -> {
                    if (moment.equals("sealed trained")) {
                        throw new IllegalStateException("killed");
                    }
                }))
                .hasMessage("killed");
        Files.writeString(work.resolve("runs/0001/base.jsonl"), "changed by hand: another run begins");
        runs(2);

        try (RunLedger ledger = RunLedger.open(work)) {
            assertThat(ledger.prune(1, Set::of)).containsExactly(2);
            assertThat(ledger.all()).extracting(RunDirectory::number).containsExactly(1, 3);
        }
    }

    @Test
    void shouldGoOnWhereACrashLeftIt() throws IOException {
        List<RunState> ends = runs(3);
        Files.createDirectories(work.resolve("past"));
        Files.copy(work.resolve("runs/0001/state.json"), work.resolve("past/0001.json")); // killed before the renaming
        try (RunLedger ledger = RunLedger.open(work)) {
            assertThat(ledger.preparations()).hasSize(3);
            assertThat(ledger.prune(2, Set::of)).containsExactly(1);
        }
        Files.copy(work.resolve("runs/0002/state.json"), work.resolve("past/0002.json"));
        Files.move(work.resolve("runs/0002"), work.resolve("runs/.0002.gone"));
        Files.delete(work.resolve("runs/.0002.gone/base.jsonl")); // killed while deleting

        try (RunLedger ledger = RunLedger.open(work)) {
            assertThat(work.resolve("runs")).isDirectoryNotContaining("glob:**gone");
            assertThat(ledger.all()).extracting(RunDirectory::number).containsExactly(3);
            assertThat(ledger.preparations())
                    .containsExactlyElementsOf(
                            ends.stream().map(RunState::preparation).toList());
        }
    }

    private List<RunState> runs(int count) {
        List<RunState> ends = new ArrayList<>();
        for (int run = 0; run < count; run++) {
            clock.advance(Duration.ofHours(1));
            ends.add(start(moment -> {}));
        }
        return ends;
    }

    private RunState start(Consumer<String> moment) {
        return ScriptedSteps.start(work, new ScriptedSteps(world, true, clock, moment), moment, true);
    }
}

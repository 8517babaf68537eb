package dev.antidote.retrain.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.antidote.bundle.BundleReader;
import dev.antidote.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL in the middle of writing rows, a bundle, the store and the topic; then the lock is free and the run goes on. */
class RetrainKillIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void shouldGoOnAfterEveryKill(@TempDir Path directory) throws Exception {
        Path work = directory.resolve("work");
        Path world = Files.createDirectory(directory.resolve("world"));
        for (String moment : List.of(
                "prepare: base.jsonl",
                "train: half a bundle",
                "train: a bundle",
                "sealed evaluated",
                "keep: stored",
                "release: announced")) {
            try (ChildJvm child = start(moment, work, world, directory)) {
                await().atMost(PATIENCE).until(() -> child.lines().contains(RetrainChild.WAITING));
                child.process().destroyForcibly().waitFor();
            }
        }
        ScriptedSteps outside = new ScriptedSteps(world, true, Clock.systemUTC(), none -> {});
        assertThat(outside.topic()).hasSize(1);

        try (ChildJvm child = start("none", work, world, directory)) {
            assertThat(child.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("%s", child)
                    .isTrue();
            child.readToEnd();
            assertThat(child.lines()).as("%s", child).containsExactly(RetrainChild.ENDED + "released");
        }
        try (RunLedger ledger = RunLedger.open(work)) {
            RunDirectory only = ledger.all().get(0);
            RunState end = only.state().orElseThrow();
            assertThat(ledger.all()).hasSize(1);
            assertThat(outside.topic()).containsExactly(end.bundle().orElseThrow());
            assertThat(BundleReader.open(only.path().resolve(RunDirectory.BUNDLE))
                            .id())
                    .isEqualTo(end.bundle().orElseThrow());
        }
    }

    private static ChildJvm start(String moment, Path work, Path world, Path directory) throws IOException {
        return ChildJvm.start(
                "retrain",
                RetrainChild.class,
                directory,
                List.of("-Xmx64m"),
                List.of(work.toString(), world.toString(), moment));
    }
}

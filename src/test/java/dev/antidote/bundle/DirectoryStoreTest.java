package dev.antidote.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.testing.SettableClock;
import dev.antidote.testing.SmallBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryStoreTest {
    private static final SigningKey KEY = SigningKey.create();
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    private final Path home;
    private final SettableClock clock = new SettableClock(NOW);
    private final DirectoryStore store;
    private final GuardBundle bundle;

    DirectoryStoreTest(@TempDir Path home) {
        this.home = home;
        this.store = new DirectoryStore(home.resolve("store"), clock);
        this.bundle = SmallBundle.signed(home.resolve("guard"), "one", KEY);
    }

    @Test
    void shouldKeepABundleWithItsSignatureAndGiveItBack() {
        GuardBundle kept = store.put(bundle.directory());
        store.fetch(bundle.id(), home.resolve("copy"));

        assertThat(store.list()).containsExactly(bundle.id());
        assertThat(kept.manifestDigest()).isEqualTo(bundle.manifestDigest());
        assertThat(store.open(bundle.id())).isEqualTo(kept);
        assertThat(BundleReader.open(home.resolve("copy"), Optional.of(SmallBundle.trust(KEY)))
                        .id())
                .isEqualTo(bundle.id());
    }

    @Test
    void shouldBeEmptyBeforeAnythingIsPut() {
        assertThat(store.list()).isEmpty();
        assertAbsent(() -> store.open(bundle.id()));
        assertAbsent(() -> store.fetch(bundle.id(), home.resolve("copy")));
        assertAbsent(() -> store.change(bundle.id(), state -> state.release(NOW)));
        assertThat(home.resolve("store")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc", "", "ABCDEFABCDEFABCD", "0123456789abcde", "0123456789abcdef/x"})
    void shouldTakeNoIdThatLeadsElsewhere(String id) {
        store.put(bundle.directory());

        assertAbsent(() -> store.open(id));
        assertAbsent(() -> store.fetch(id, home.resolve("copy")));
        assertAbsent(() -> store.lifecycle(id));
    }

    @Test
    void shouldTakeOverASignatureButNothingElse() {
        store.put(SmallBundle.write(home.resolve("unsigned"), "one", Optional.empty())
                .directory());
        assertThat(BundleSigner.signer(store.open(bundle.id()))).isEmpty();

        store.put(bundle.directory());

        assertThat(BundleSigner.signer(store.open(bundle.id()))).contains(KEY.id());
    }

    @Test
    void shouldPutNothingThatIsNotWhole() throws IOException {
        Files.writeString(bundle.directory().resolve("adapter/weights.bin"), "torn");

        assertThatThrownBy(() -> store.put(bundle.directory())).isInstanceOf(BundleException.class);
        assertThat(store.list()).isEmpty();
    }

    @Test
    void shouldTakeTheSameBundleFromManyAtOnce() throws Exception {
        List<Callable<String>> writers = Stream.<Callable<String>>generate(
                        () -> () -> new DirectoryStore(home.resolve("store"), clock)
                                .put(bundle.directory())
                                .id())
                .limit(8)
                .toList();
        assertThat(inParallel(writers)).containsOnly(bundle.id()).hasSize(8);

        assertThat(leftovers()).containsExactly(bundle.id());
        store.open(bundle.id());
    }

    @Test
    void shouldCleanUpAfterADeadWriterOnly() throws IOException {
        store.put(bundle.directory());
        Path dead = Files.createDirectories(home.resolve("store/bundles/.0123456789abcdef.x.new/adapter"));
        Path living = Files.createDirectories(home.resolve("store/bundles/.0123456789abcdef.y.new"));
        Files.setLastModifiedTime(dead.resolveSibling(""), FileTime.from(NOW.minus(Duration.ofHours(25))));
        Files.setLastModifiedTime(living, FileTime.from(NOW.minus(Duration.ofHours(23))));

        store.put(bundle.directory());

        assertThat(leftovers())
                .containsExactlyInAnyOrder(bundle.id(), living.getFileName().toString());
        assertThat(store.list()).as("never half").containsExactly(bundle.id());
    }

    @Test
    void shouldRememberWhereABundleStands() {
        String id = store.put(bundle.directory()).id();
        assertThat(store.lifecycle(id)).isInstanceOf(Lifecycle.Candidate.class);

        store.change(id, state -> state.release(NOW));
        Lifecycle last = store.change(id, state -> state.rollBack(NOW.plusSeconds(1), "asr 95%"));

        assertThat(last).isEqualTo(new Lifecycle.RolledBack(NOW.plusSeconds(1), "asr 95%"));
        assertThat(new DirectoryStore(home.resolve("store"), clock).lifecycle(id))
                .isEqualTo(last);
        assertThatThrownBy(() -> store.change(id, state -> state.release(NOW))).isInstanceOf(LifecycleException.class);
        assertThat(store.lifecycle(id)).isEqualTo(last);
    }

    @Test
    void shouldLetOneOfManyReleaseIt() throws Exception {
        String id = store.put(bundle.directory()).id();
        List<Callable<String>> publishers = Stream.<Callable<String>>generate(() -> () -> {
                    try {
                        return store.change(id, state -> state.release(NOW)).word();
                    } catch (LifecycleException e) {
                        return "refused";
                    }
                })
                .limit(6)
                .toList();

        assertThat(inParallel(publishers).stream().collect(Collectors.groupingBy(each -> each, Collectors.counting())))
                .containsOnly(Map.entry("champion", 1L), Map.entry("refused", 5L));
    }

    @Test
    void shouldSayWhatIsWrongWithALifecycle() throws IOException {
        String id = store.put(bundle.directory()).id();
        store.change(id, state -> state.release(NOW));
        Files.writeString(
                home.resolve("store/lifecycle/" + id + ".json"),
                "{\"state\":\"king\",\"since\":\"2026-03-01T12:00:00Z\",\"reason\":null}");

        assertThatThrownBy(() -> store.lifecycle(id))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("\"king\" is none");
    }

    private List<String> leftovers() throws IOException {
        try (Stream<Path> entries = Files.list(home.resolve("store/bundles"))) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }

    private static List<String> inParallel(List<Callable<String>> tasks) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(tasks.size());
        try {
            List<String> results = new ArrayList<>();
            for (Future<String> result : pool.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private static void assertAbsent(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(BundleException.class, e -> assertThat(e.refusal())
                .isEqualTo(Refusal.ABSENT));
    }
}

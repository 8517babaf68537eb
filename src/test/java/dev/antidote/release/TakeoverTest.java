package dev.antidote.release;

import static dev.antidote.release.ReleaseFixture.KEY;
import static dev.antidote.release.ReleaseFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.bundle.BundleException;
import dev.antidote.bundle.DirectoryStore;
import dev.antidote.bundle.FetchedBundle;
import dev.antidote.bundle.GuardBundle;
import dev.antidote.bundle.Refusal;
import dev.antidote.bundle.SigningKey;
import dev.antidote.testing.SmallBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One instance, record by record, with real bundles and a model side that only remembers. */
class TakeoverTest {
    private final Path home;
    private final Path scratch;
    private final DirectoryStore store;
    private final List<String> refusals = new ArrayList<>();
    private final Model model = new Model();
    private final GuardBundle one;
    private final GuardBundle two;
    private final Takeover takeover;

    TakeoverTest(@TempDir Path home) throws IOException {
        this.home = home;
        this.scratch = Files.createDirectories(home.resolve("scratch"));
        this.store = new DirectoryStore(home.resolve("store"), Clock.fixed(NOW, ZoneOffset.UTC));
        this.one = SmallBundle.signed(home.resolve("one"), "one", KEY);
        this.two = SmallBundle.signed(home.resolve("two"), "two", KEY);
        AnnouncementGate gate = new AnnouncementGate(ReleaseFixture::read, () -> SmallBundle.trust(KEY));
        this.takeover = new Takeover(
                "guard-1", gate, this::fetch, model, (kind, reason) -> refusals.add(kind.word() + ": " + reason), 0);
    }

    private FetchedBundle fetch(Announcement announced) {
        FetchedBundle fetched = FetchedBundle.of(store, announced.bundle(), SmallBundle.trust(KEY), scratch);
        assertThat(fetched.bundle().directory()).startsWith(scratch.toAbsolutePath());
        return fetched;
    }

    @Test
    void shouldTakeWhatIsAnnouncedAndSayThatItServes() throws IOException {
        store.put(one.directory());

        hear(ReleaseFixture.signed(announce(1, one), KEY));

        assertThat(model.bundle()).isEqualTo(one.id());
        assertThat(takeover.ack(NOW)).isEqualTo(new InstanceAck("guard-1", 1, one.id(), null, null, NOW));
        assertThat(takeover.waits()).isFalse();
        assertScratchIsEmpty();
    }

    @Test
    void shouldTakeTheNewestOfSeveralOnly() {
        store.put(one.directory());
        store.put(two.directory());

        takeover.hear(ReleaseFixture.signed(announce(1, one), KEY));
        takeover.hear(ReleaseFixture.signed(announce(2, two), KEY));
        takeover.act();

        assertThat(model.taken).containsExactly(two.id());
    }

    @Test
    void shouldNotLoadWhatServesAlready() {
        store.put(one.directory());
        store.put(two.directory());
        hear(ReleaseFixture.signed(announce(1, one), KEY));

        hear(ReleaseFixture.signed(announce(2, one), KEY));

        assertThat(model.taken).containsExactly(one.id());
        assertThat(takeover.ack(NOW).sequence()).isEqualTo(2);
    }

    @Test
    void shouldKeepServingWhateverIsForgedOrReplayed() {
        store.put(one.directory());
        store.put(two.directory());
        hear(ReleaseFixture.signed(announce(1, two), KEY));
        hear(ReleaseFixture.signed(announce(2, one), KEY));

        hear(ReleaseFixture.signed(announce(3, two), SigningKey.create()));
        hear(ReleaseFixture.signed(announce(1, two), KEY));

        assertThat(model.bundle()).isEqualTo(one.id());
        assertThat(refusals).hasSize(2);
        assertThat(refusals.get(0)).startsWith("unknown-key: release 3 is signed with key ");
        assertThat(refusals.get(1)).startsWith("replayed: release 1 is no news: release 2 was taken before it");
        InstanceAck ack = takeover.ack(NOW);
        assertThat(ack.refusal()).isEqualTo("replayed");
        assertThat(ack.bundle()).isEqualTo(one.id());
        assertThat(ack.sequence()).isEqualTo(2);
    }

    @Test
    void shouldRefuseAStoredBundleThatWasChanged() throws IOException {
        store.put(one.directory());
        Files.writeString(home.resolve("store/bundles/" + one.id() + "/adapter/weights.bin"), "odd");

        hear(ReleaseFixture.signed(announce(1, one), KEY));

        assertThat(model.taken).isEmpty();
        assertThat(takeover.ack(NOW).refusal()).isEqualTo("damaged");
        assertThat(takeover.waits()).as("it would fail the same way again").isFalse();
        assertScratchIsEmpty();
    }

    @Test
    void shouldRefuseAStoredBundleThatNobodySigned() {
        GuardBundle unsigned = SmallBundle.write(home.resolve("unsigned"), "three", Optional.empty());
        store.put(unsigned.directory());

        hear(ReleaseFixture.signed(announce(1, unsigned), KEY));

        assertThat(takeover.ack(NOW).refusal()).isEqualTo("unsigned");
    }

    @Test
    void shouldAskAgainForABundleThatIsNotThereYetAndTellOnce() {
        hear(ReleaseFixture.signed(announce(1, one), KEY));
        takeover.act();
        assertThat(refusals).hasSize(1).first().asString().startsWith("absent: release 1: ");
        assertThat(takeover.waits()).isTrue();

        store.put(one.directory());
        takeover.act();

        assertThat(model.bundle()).isEqualTo(one.id());
        assertThat(takeover.ack(NOW).refusal()).isNull();
        assertThat(takeover.waits()).isFalse();
    }

    @Test
    void shouldSayThatAModelCannotBeMadeOfIt() {
        store.put(one.directory());
        model.failure = new BundleException(Refusal.NONSENSE, "it failed its warm-up");

        hear(ReleaseFixture.signed(announce(1, one), KEY));

        assertThat(refusals).containsExactly("nonsense: release 1: it failed its warm-up");
        assertThat(takeover.ack(NOW).sequence()).isZero();
        assertThat(takeover.waits()).isFalse();
    }

    private void hear(byte[] value) {
        takeover.hear(value);
        takeover.act();
    }

    private static Announcement announce(long sequence, GuardBundle bundle) {
        return new Announcement(
                sequence,
                Announcement.Kind.RELEASE,
                bundle.id(),
                bundle.manifestDigest(),
                "file:///store",
                null,
                "",
                NOW);
    }

    private void assertScratchIsEmpty() throws IOException {
        try (Stream<Path> left = Files.list(scratch)) {
            assertThat(left).isEmpty();
        }
    }

    private static final class Model implements Serving {
        private final List<String> taken = new ArrayList<>();
        private @Nullable BundleException failure;

        @Override
        public String bundle() {
            return taken.isEmpty() ? "configured" : taken.get(taken.size() - 1);
        }

        @Override
        public void take(GuardBundle bundle) {
            if (failure != null) {
                throw failure;
            }
            taken.add(bundle.id());
        }
    }
}

package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.bundle.BundleException;
import dev.antidote.p2p.LabelSpace;
import dev.antidote.stream.GuardModel;
import dev.antidote.stream.GuardObserver;
import dev.antidote.stream.LabelOrder;
import dev.antidote.stream.LiveModel;
import dev.antidote.testing.FakeClassifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks step by step at a directory whose bundles are one line: the id, and a word that breaks it. */
class BundleWatchTest {
    private static final LabelSpace LABELS = new LabelSpace(List.of("ok", "abuse"));
    private static final LabelOrder ORDER = new LabelOrder(List.of("abuse"));

    @TempDir
    private Path directory;

    private final List<String> said = new ArrayList<>();
    private final List<String> news = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private int loads;
    private LiveModel models;
    private BundleWatch watch;

    @BeforeEach
    void serveTheFirst() {
        put("one");
        Lines source = new Lines();
        LoadedBundle first = source.load();
        models = LiveModel.of(first.model(), first.closer());
        ModelSwap swap = new ModelSwap(models, ORDER, new Recorder(), said::add);
        watch = new BundleWatch(source, source.look(), swap, Duration.ofHours(1));
        loads = 0;
    }

    @Test
    void shouldDoNothingWhileTheSameBundleLiesThere() {
        watch.check();
        watch.check();

        assertThat(loads).isZero();
        assertThat(said).isEmpty();
    }

    @Test
    void shouldPutAnotherBundleInPlaceOnce() {
        put("two");

        watch.check();
        watch.check();

        assertThat(models.current().bundle()).isEqualTo("two");
        assertThat(closed).containsExactly("one");
        assertThat(news).containsExactly("one -> two");
        assertThat(said).containsExactly("bundle two serves in place of one");
        assertThat(loads).isEqualTo(1);
    }

    @Test
    void shouldSayThatLabelsChanged() {
        put("two relabelled");

        watch.check();

        assertThat(said)
                .containsExactly(
                        "bundle two serves in place of one; its labels are [fine, bad], no longer [ok, abuse]",
                        "requests.labelOrder names labels that the new bundle does not have: abuse; name its own and start"
                                + " again");
    }

    @Test
    void shouldWaitForAHalfCopiedBundleAndTellOnlyOnceIfItStaysSo() {
        put("two torn");
        watch.check();
        assertThat(said).as("perhaps it is being copied").isEmpty();

        watch.check();
        watch.check();
        watch.check();

        assertThat(said).containsExactly("bundle one keeps serving, another one was not taken: two is torn");
        assertThat(news).containsExactly("damaged: two is torn");
        assertThat(closed).isEmpty();

        put("two");
        watch.check();
        assertThat(models.current().bundle()).isEqualTo("two");
    }

    @Test
    void shouldKeepTheOldOneWhenAnotherFailsItsWarmUpAndNotTryItAgain() {
        put("two nonsense");

        watch.check();
        watch.check();

        assertThat(models.current().bundle()).isEqualTo("one");
        assertThat(closed).containsExactly("two");
        assertThat(loads).isEqualTo(1);
        assertThat(said)
                .singleElement()
                .asString()
                .startsWith("bundle one keeps serving, another one was not taken: bundle two failed its warm-up: ");
        assertThat(news).singleElement().asString().startsWith("nonsense: bundle two failed");
    }

    @Test
    void shouldKeepTheOldOneWhenAnotherCannotBeLoaded() {
        put("two broken");

        watch.check();
        watch.check();

        assertThat(loads).isEqualTo(1);
        assertThat(said)
                .containsExactly(
                        "bundle one keeps serving, another one was not taken: it cannot be loaded: two is broken");
        assertThat(news).containsExactly("unloadable: it cannot be loaded: two is broken");
    }

    @Test
    void shouldOutlastAnInstantWithoutADirectory() throws IOException {
        Files.delete(directory.resolve("bundle"));
        watch.check();
        put("two");
        watch.check();

        assertThat(said).containsExactly("bundle two serves in place of one");
    }

    @Test
    void shouldSwapNothingAfterItWasClosed() {
        put("two");

        watch.close();
        watch.check();

        assertThat(models.current().bundle()).isEqualTo("one");
        assertThat(closed).containsExactly("two");
    }

    private void put(String content) {
        try {
            Files.writeString(directory.resolve("bundle"), content, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Lines implements BundleWatch.Source {
        @Override
        public String look() {
            try {
                return Files.readString(directory.resolve("bundle"), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new BundleException("nothing there", e);
            }
        }

        @Override
        public LoadedBundle load() {
            loads++;
            String content = look();
            String id = content.substring(0, 3);
            if (content.contains("torn")) {
                throw new BundleException(id + " is torn");
            }
            if (content.contains("broken")) {
                throw new IllegalStateException(id + " is broken");
            }
            // many labels where the bundle names two: some texts get a label that does not exist
            FakeClassifier classifier = new FakeClassifier(content.contains("nonsense") ? 100_003 : 2);
            LabelSpace labels = content.contains("relabelled") ? new LabelSpace(List.of("fine", "bad")) : LABELS;
            return new LoadedBundle(
                    new GuardModel(classifier, labels, FakeClassifier.PROMPT, id, 0.2), () -> closed.add(id));
        }
    }

    private final class Recorder implements GuardObserver {
        @Override
        public void swapped(String from, String to) {
            news.add(from + " -> " + to);
        }

        @Override
        public void swapRefused(String kind, String reason) {
            news.add(kind + ": " + reason);
        }
    }
}

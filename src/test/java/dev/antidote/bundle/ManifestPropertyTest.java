package dev.antidote.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ManifestPropertyTest {
    private static final String ORIGIN = "manifest.json";

    @Property(tries = 200)
    void shouldReadBackWhatItWrote(@ForAll("manifests") Manifest manifest) {
        Manifest read = ManifestJson.read(ManifestJson.write(manifest), ORIGIN);

        assertThat(read).isEqualTo(manifest);
        assertThat(read.derivedId()).isEqualTo(manifest.id());
        assertThat(ManifestJson.write(read)).isEqualTo(ManifestJson.write(manifest));
    }

    @Property(tries = 200)
    void shouldGiveAnotherIdToAnyOtherContent(@ForAll("manifests") Manifest one, @ForAll("manifests") Manifest other) {
        assertThat(one.id().equals(other.id())).isEqualTo(one.equals(other));
    }

    @Property(tries = 500)
    void shouldRefuseOrReadAnyBytesWithoutAnyOtherFailure(@ForAll byte[] bytes) {
        assertThatThrownBy(() -> ManifestJson.read(bytes, ORIGIN))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith(ORIGIN);
    }

    @Property(tries = 500)
    void shouldKeepEveryAcceptedNameInsideTheBundle(@ForAll("names") String name) {
        Path bundle = Path.of("bundle").toAbsolutePath();
        try {
            FileName.require(name);
        } catch (IllegalArgumentException refused) {
            return;
        }
        Path file = bundle.resolve(name).normalize();
        assertThat(file).startsWithRaw(bundle).isNotEqualTo(bundle);
        assertThat(FileName.of(bundle, file)).isEqualTo(name);
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> segment =
                Arbitraries.of("..", ".", "", "a", "adapter", "b.json", "\\", "c:", "\u0000", "ü", "~");
        return segment.list().ofMinSize(1).ofMaxSize(4).map(segments -> String.join("/", segments));
    }

    @Provide
    Arbitrary<Manifest> manifests() {
        return Combinators.combine(defences(), figures(), instants(), files(), text().injectNull(0.5))
                .as((defence, metrics, created, files, parent) -> new Manifest(
                                Manifest.FORMAT,
                                "",
                                parent,
                                created,
                                new BaseModel("base", BundleFixture.DIGEST),
                                defence,
                                new TreeMap<>(metrics),
                                metrics.size() % 2 == 0 ? new Thresholds(0.25) : new Thresholds(0.25, 0.5, 0.75),
                                new TreeMap<>(files))
                        .withDerivedId());
    }

    private Arbitrary<Defence> defences() {
        Arbitrary<Stage> stages = Combinators.combine(text(), text(), figures())
                .as((name, summary, figures) -> new Stage(name, summary, new TreeMap<>(figures)));
        return Combinators.combine(
                        text(),
                        text().list().ofMinSize(2).ofMaxSize(5).uniqueElements(),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.longs(),
                        Arbitraries.integers().between(8, 4096),
                        stages.list().ofMaxSize(3))
                .as((prompt, labels, rho, seed, tokens, list) -> new Defence(
                        prompt, labels, rho, seed, "union", new Reserve("trusted", tokens), tokens, List.copyOf(list)));
    }

    private static Arbitrary<Map<String, Double>> figures() {
        return Arbitraries.maps(text(), Arbitraries.doubles().between(-1e9, 1e9))
                .ofMaxSize(4);
    }

    private static Arbitrary<Instant> instants() {
        return Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli);
    }

    private static Arbitrary<Map<String, FileEntry>> files() {
        Arbitrary<String> names =
                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(9).map(name -> "adapter/" + name);
        Arbitrary<FileEntry> entries =
                Arbitraries.longs().between(0, Long.MAX_VALUE).map(size -> new FileEntry(BundleFixture.DIGEST, size));
        return Arbitraries.maps(names, entries).ofMaxSize(4);
    }

    private static Arbitrary<String> text() {
        return Arbitraries.strings().ofMinLength(1).ofMaxLength(20).filter(text -> !text.isBlank());
    }
}

package dev.antidote.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.bundle.BundleWriter.Existing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleWriterTest {
    private final BundleWriter writer = new BundleWriter(BundleFixture.CLOCK);

    private final Path home;

    BundleWriterTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void shouldWriteWhatTheReaderOpens() throws IOException {
        GuardBundle written = BundleFixture.write(home.resolve("made/on/the/way/guard"));

        GuardBundle opened = BundleReader.open(written.directory());

        assertThat(opened.manifest()).isEqualTo(written.manifest());
        assertThat(opened.id()).hasSize(Manifest.ID_LENGTH);
        assertThat(opened.manifest().created()).isEqualTo(Instant.parse("2026-03-01T12:00:00.123Z"));
        assertThat(opened.manifest().files())
                .containsOnlyKeys("adapter/adapter_config.json", "adapter/adapter_model.safetensors", "report.json");
        assertThat(opened.adapter().resolve("adapter_config.json")).content().isEqualTo("{\"r\":16}");
        assertThat(opened.report()).isPresent();
    }

    @Test
    void shouldLeaveNothingBesideTheBundle() throws IOException {
        BundleFixture.write(home.resolve("guard"));

        assertThat(BundleFixture.names(home)).containsExactly("guard");
    }

    @Test
    void shouldDeriveTheIdFromTheContent() {
        GuardBundle one = BundleFixture.write(home.resolve("one"));
        GuardBundle same = BundleFixture.write(home.resolve("same"));
        GuardBundle other = writer.write(home.resolve("other"), BundleFixture.draft(), Existing.REFUSE, directory -> {
            BundleFixture.contents(directory);
            Files.writeString(directory.resolve("report.json"), "{\"changed\":true}");
        });

        assertThat(same.id()).isEqualTo(one.id());
        assertThat(other.id()).isNotEqualTo(one.id());
    }

    @Test
    void shouldRefuseAnExistingTargetUnlessAsked() {
        Path target = home.resolve("guard");
        GuardBundle first = BundleFixture.write(target);

        assertThatThrownBy(() -> BundleFixture.write(target))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("already exists");
        assertThatThrownBy(() -> writer.requireWritable(target, Existing.REFUSE))
                .isInstanceOf(BundleException.class);
        assertThat(BundleReader.open(target).manifest()).isEqualTo(first.manifest());
    }

    @Test
    void shouldReplaceABundleWhenAsked() throws IOException {
        Path target = home.resolve("guard");
        BundleFixture.write(target);

        writer.write(
                target,
                BundleFixture.draft(),
                Existing.REPLACE,
                directory -> Files.writeString(directory.resolve("adapter/adapter_config.json"), "{}"));

        assertThat(BundleReader.open(target).manifest().files()).containsOnlyKeys("adapter/adapter_config.json");
        assertThat(BundleFixture.names(home)).containsExactly("guard");
    }

    @Test
    void shouldNeverReplaceSomethingThatIsNoBundle() throws IOException {
        Path target = Files.createDirectory(home.resolve("photos"));
        Files.writeString(target.resolve("cat.jpg"), "meow");

        assertThatThrownBy(() -> writer.write(target, BundleFixture.draft(), Existing.REPLACE, BundleFixture::contents))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("is not a bundle, so it is not overwritten");
        assertThat(target.resolve("cat.jpg")).exists();
    }

    @Test
    void shouldKeepTheFormerBundleWhenTheContentsFail() throws IOException {
        Path target = home.resolve("guard");
        GuardBundle former = BundleFixture.write(target);

        assertThatThrownBy(() -> writer.write(target, BundleFixture.draft(), Existing.REPLACE, directory -> {
                    BundleFixture.contents(directory);
                    throw new IOException("disk full");
                }))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("disk full");
        assertThat(BundleReader.open(target).manifest()).isEqualTo(former.manifest());
        assertThat(BundleFixture.names(home)).containsExactly("guard");
    }

    @Test
    void shouldPassOnWhatTheContentsThrow() throws IOException {
        assertThatThrownBy(
                        () -> writer.write(home.resolve("guard"), BundleFixture.draft(), Existing.REFUSE, directory -> {
                            throw new IllegalStateException("bug");
                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(BundleFixture.names(home)).isEmpty();
    }

    @Test
    void shouldCleanUpAfterAWriterThatDied() throws IOException {
        Path dead = Files.createDirectories(home.resolve(".guard.new/adapter"));
        Files.writeString(dead.resolve("half"), "wri");
        Files.writeString(home.resolve(".guard.lock"), "a process that is gone");

        BundleFixture.write(home.resolve("guard"));

        assertThat(BundleFixture.names(home)).containsExactly("guard");
    }

    @Test
    void shouldBringBackTheFormerBundleOfAWriterThatDiedBetweenItsRenames() throws IOException {
        Path target = home.resolve("guard");
        GuardBundle former = BundleFixture.write(target);
        Files.move(target, home.resolve(".guard.old"));

        assertThat(BundleReader.open(target).manifest()).isEqualTo(former.manifest());
        assertThatThrownBy(() -> BundleFixture.write(target)).hasMessageContaining("already exists");
        assertThat(BundleFixture.names(home)).containsExactly("guard");
    }

    @Test
    void shouldExcludeASecondWriterOfTheSameTarget() {
        Path target = home.resolve("guard");

        writer.write(target, BundleFixture.draft(), Existing.REFUSE, directory -> {
            assertThatThrownBy(() -> BundleFixture.write(target))
                    .isInstanceOf(BundleException.class)
                    .hasMessageContaining("is being written by another antidote");
            BundleFixture.contents(directory);
        });

        assertThat(BundleReader.open(target).manifest().files()).hasSize(3);
    }

    @Test
    void shouldRefuseABundleWithoutAnAdapter() {
        assertThatThrownBy(() -> writer.write(
                        home.resolve("guard"),
                        BundleFixture.draft(),
                        Existing.REFUSE,
                        directory -> Files.writeString(directory.resolve("report.json"), "{}")))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("adapter");
    }

    @Test
    void shouldRefuseLinksAmongTheContents() {
        assertThatThrownBy(() -> writer.write(
                        home.resolve("guard"),
                        BundleFixture.draft(),
                        Existing.REFUSE,
                        directory -> Files.createSymbolicLink(directory.resolve("adapter/link"), Path.of("elsewhere"))))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("link");
    }

    @Test
    void shouldSayBeforeTrainingThatTheTargetCannotBeWritten() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "");

        assertThatThrownBy(() -> writer.requireWritable(file.resolve("guard"), Existing.REFUSE))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("no writable directory");
        writer.requireWritable(home.resolve("a/b/guard"), Existing.REFUSE);
    }
}

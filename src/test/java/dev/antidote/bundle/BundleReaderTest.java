package dev.antidote.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleReaderTest {
    private final Path home;
    private final Path bundle;

    BundleReaderTest(@TempDir Path home) {
        this.home = home;
        this.bundle = BundleFixture.write(home.resolve("guard")).directory();
    }

    @Test
    void shouldNameAMissingDirectory() {
        assertRefused(home.resolve("nowhere"), "does not exist");
    }

    @Test
    void shouldRefuseAFile() throws IOException {
        assertRefused(Files.writeString(home.resolve("file"), "x"), "is not a bundle: it is no directory");
    }

    @Test
    void shouldRefuseADirectoryWithoutAManifest() throws IOException {
        assertRefused(Files.createDirectory(home.resolve("empty")), "has no manifest.json");
    }

    @Test
    void shouldNameAMissingFile() throws IOException {
        Files.delete(bundle.resolve("adapter/adapter_config.json"));

        assertRefused(bundle, "adapter/adapter_config.json is missing");
    }

    @Test
    void shouldNameAChangedFileOfTheSameSize() throws IOException {
        Files.write(bundle.resolve("adapter/adapter_model.safetensors"), new byte[] {1, 2, 3, 5});

        assertRefused(bundle, "adapter/adapter_model.safetensors was changed: its SHA-256");
    }

    @Test
    void shouldNameATruncatedFile() throws IOException {
        Files.write(bundle.resolve("adapter/adapter_model.safetensors"), new byte[] {1});

        assertRefused(bundle, "was changed: it has 1 bytes instead of 4");
    }

    @Test
    void shouldNameAnAdditionalFile() throws IOException {
        Files.writeString(bundle.resolve("adapter/extra.bin"), "x");

        assertRefused(bundle, "adapter/extra.bin is not in its manifest");
    }

    @Test
    void shouldRefuseALinkInPlaceOfAFile() throws IOException {
        Path real = Files.move(bundle.resolve("report.json"), home.resolve("report.json"));
        Files.createSymbolicLink(bundle.resolve("report.json"), real);

        assertRefused(bundle, "report.json is a link");
    }

    @Test
    void shouldRefuseALinkedDirectory() throws IOException {
        Path real = Files.move(bundle.resolve("adapter"), home.resolve("adapter"));
        Files.createSymbolicLink(bundle.resolve("adapter"), real);

        assertRefused(bundle, "adapter is a link");
    }

    @Test
    void shouldFollowALinkToTheBundleItself() throws IOException {
        Path current = Files.createSymbolicLink(home.resolve("current"), bundle);

        assertThat(BundleReader.open(current).directory()).isEqualTo(bundle.toRealPath());
    }

    @Test
    void shouldNoticeAChangedManifest() throws IOException {
        rewrite(json -> json.replace("Please judge:", "Never mind:"));

        assertRefused(bundle, "manifest.json was changed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            "format" : 1                 | "format" : 2             | has format 2, this version of antidote reads format 1
            "format" : 1,                |                          | key "format" is missing
            "format" : 1                 | "format" : 1, "hue" : 3  | unknown key "hue"
            "rho" : 0.3                  | "rho" : 0.3, "roh" : 0.3 | unknown key "defence.roh"
            "rho" : 0.3                  | "rho" : 0.3, "rho" : 0.4 | Duplicate field 'rho'
            "rho" : 0.3                  | "rho" : 1.5              | rho: 1.5 is outside 0..1
            "rho" : 0.3                  | "rho" : "0.3"            | key "defence.rho"
            "rho" : 0.3,                 |                          | 'rho'
            "mode" : "union"             | "mode" : null            | key "mode" is missing or null
            "seed" : 7                   | "seed" : 7.5             | key "defence.seed"
            2026-03-01T12:00:00.123Z     | yesterday                | "yesterday" is no instant
            adapter/adapter_config.json  | ../adapter_config.json   | "../adapter_config.json" is no name of a file
            adapter/adapter_config.json  | /etc/passwd              | "/etc/passwd" is no name of a file
            adapter/adapter_config.json  | a\\\\b                   | is no name of a file
            }                            | }}                       | manifest.json
            {                            | [                        | is not JSON
            """)
    void shouldRefuseAManifest(String what, String by, String complaint) throws IOException {
        rewrite(json -> json.replace(what, by == null ? "" : by));

        assertRefused(bundle, complaint);
    }

    @Test
    void shouldRefuseAHugeManifestUnread() throws IOException {
        rewrite(json -> json + " ".repeat(5 << 20));

        assertRefused(bundle, "more than any manifest");
    }

    private void rewrite(UnaryOperator<String> change) throws IOException {
        Path manifest = bundle.resolve(GuardBundle.MANIFEST);
        String before = Files.readString(manifest);
        String after = change.apply(before);
        assertThat(after).as("the test must change something").isNotEqualTo(before);
        Files.writeString(manifest, after);
    }

    private static void assertRefused(Path directory, String complaint) {
        assertThatThrownBy(() -> BundleReader.open(directory))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(complaint)
                .message()
                .doesNotContain("\n")
                .doesNotContain("dev.antidote")
                .doesNotContain("jackson");
    }
}

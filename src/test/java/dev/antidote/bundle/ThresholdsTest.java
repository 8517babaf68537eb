package dev.antidote.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdsTest {
    @Test
    void shouldLeaveAManifestOfEarlierVersionsAsItIs(@TempDir Path home) {
        String manifest = text(BundleFixture.write(home.resolve("guard")).manifest());

        assertThat(manifest).contains("\"flagMargin\" : 0.2").doesNotContain("flagLeakage", "flagAblation");
        assertThat(text(read(manifest))).isEqualTo(manifest);
    }

    @Test
    void shouldKeepTheLineOfAnotherSignalWhichEarlierVersionsHad(@TempDir Path home) {
        String manifest = text(BundleFixture.write(home.resolve("guard")).manifest())
                .replace("\"flagMargin\" : 0.2", "\"flagMargin\" : 0.2,\n    \"flagAblation\" : 0.75");

        assertThat(text(read(manifest))).isEqualTo(manifest);
        assertThat(read(manifest).thresholds().flagAblationOdds()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            "flagMargin" : 0.2, "flagLeak" : 1      | unknown key "flagLeak"
            "flagLeakage" : 0.2                     | flagMargin is missing
            "flagMargin" : 0.2, "flagAblation" : 2  | flagAblation: 2.0 is outside 0..1
            "flagMargin" : 0.2, "flagAblationOdds" : -1  | flagAblationOdds: -1.0 is outside 0..1
            """)
    void shouldRefuseLinesThatAreNone(String lines, String complaint, @TempDir Path home) {
        String manifest = text(BundleFixture.write(home.resolve("guard")).manifest());

        assertThatThrownBy(() -> read(manifest.replace("\"flagMargin\" : 0.2", lines)))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(complaint);
    }

    private static String text(Manifest manifest) {
        return new String(ManifestJson.write(manifest), StandardCharsets.UTF_8);
    }

    private static Manifest read(String manifest) {
        return ManifestJson.read(manifest.getBytes(StandardCharsets.UTF_8), "manifest.json");
    }
}

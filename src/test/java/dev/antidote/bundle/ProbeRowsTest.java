package dev.antidote.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeRowsTest {
    private final Path file;

    ProbeRowsTest(@TempDir Path home) {
        file = home.resolve("probes.jsonl");
    }

    @Test
    void shouldReadBackWhatItWrote() throws IOException {
        List<ProbeRow> rows = List.of(
                new ProbeRow("line\nbreak \u00e9 \"quoted\"", "clean", "ok", null),
                new ProbeRow("mn you", "badnets", "abuse", "ok"));

        ProbeRows.write(file, rows);

        assertThat(ProbeRows.read(file)).isEqualTo(rows);
        assertThat(Files.readString(file, StandardCharsets.UTF_8).lines()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            {"text": "a"}                                                      | key "family" is missing or null
            {"text": "a", "family": "", "expectedLabel": "ok"}                 | family: is blank
            {"text": "a", "family": "f", "expectedLabel": "ok", "more": 1}     | more
            {"text": "a", "text": "b", "family": "f", "expectedLabel": "ok"}   | Duplicate
            not JSON                                                           | is not JSON: Unrecognized token 'not')
            """)
    void shouldNameTheLineThatIsNoProbe(String line, String complaint) throws IOException {
        Files.writeString(
                file, "{\"text\": \"a\", \"family\": \"clean\", \"expectedLabel\": \"ok\"}\n\n" + line + "\n");

        assertThatThrownBy(() -> ProbeRows.read(file))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith(file + ":3: is no probe; ")
                .hasMessageContaining(complaint)
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldRefuseAFileWithoutProbes() throws IOException {
        assertThatThrownBy(() -> ProbeRows.read(file)).hasMessage(file + ": no such file");
        Files.writeString(file, "\n");
        assertThatThrownBy(() -> ProbeRows.read(file)).hasMessage(file + " holds no probes");
        Files.write(file, new byte[] {(byte) 0xff});
        assertThatThrownBy(() -> ProbeRows.read(file)).hasMessage(file + ": is not UTF-8 text");
    }
}

package dev.antidote.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** If this fails, bert.py was changed and the programs were not made anew: see src/main/torchscript/README.md. */
class ProgramSourceTest {
    @ParameterizedTest
    @ValueSource(strings = {BertProgram.RESOURCE, BertProgram.ONEDNN})
    void shouldBeMadeFromTheSourceBesideIt(String program) throws IOException {
        String source = Digests.of(Files.readAllBytes(Path.of("src", "main", "torchscript", "bert.py")));

        assertThat(entry(program, "extra/source.sha256")).isEqualTo(source);
    }

    private static String entry(String program, String suffix) throws IOException {
        try (InputStream resource = Objects.requireNonNull(BertProgram.class.getResourceAsStream(program));
                ZipInputStream archive = new ZipInputStream(resource)) {
            for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                if (entry.getName().endsWith(suffix)) {
                    return new String(archive.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        return "no entry " + suffix;
    }
}

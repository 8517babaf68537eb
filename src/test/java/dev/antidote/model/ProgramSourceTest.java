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
import org.junit.jupiter.api.Test;

/** If this fails, bert.py was changed and bert.pt was not made anew: see src/main/torchscript/README.md. */
class ProgramSourceTest {
    @Test
    void shouldBeMadeFromTheSourceBesideIt() throws IOException {
        String source = Digests.of(Files.readAllBytes(Path.of("src", "main", "torchscript", "bert.py")));

        assertThat(entry("extra/source.sha256")).isEqualTo(source);
    }

    private static String entry(String suffix) throws IOException {
        try (InputStream resource =
                        Objects.requireNonNull(BertProgram.class.getResourceAsStream(BertProgram.RESOURCE));
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

package dev.antidote.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.antidote.testing.TinyBert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SafetensorsPropertyTest {
    private static final int HEADER = 3000;

    /** Whatever is wrong with a file, the answer is a clear error or numbers, never a crash or another exception. */
    @Property(tries = 300)
    void shouldSurviveAnyDamage(
            @ForAll @IntRange(max = HEADER) int at, @ForAll byte value, @ForAll @IntRange(max = 12_000) int length)
            throws IOException {
        byte[] bytes = Files.readAllBytes(TinyBert.resource("tiny-adapter").resolve("adapter_model.safetensors"));
        bytes[at] = value;
        Path file = Files.createTempFile("damaged", ".safetensors");
        try {
            Files.write(file, Arrays.copyOf(bytes, Math.max(length, bytes.length - 20)));

            Throwable failure = catchThrowable(() -> readAll(file));

            if (failure != null) {
                assertThat(failure).isInstanceOf(ModelException.class).hasMessageStartingWith(file.toString());
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void readAll(Path file) {
        Safetensors read = Safetensors.openFile(file);
        read.names().forEach(read::read);
    }
}

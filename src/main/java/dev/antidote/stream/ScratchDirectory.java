package dev.antidote.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka Streams' state directory. All stores are in memory, so it holds little more than locks, and one of its own for each process
 * lets several run on one machine.
 *
 * @param path where it is
 */
record ScratchDirectory(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(ScratchDirectory.class);

    static ScratchDirectory create() {
        try {
            return new ScratchDirectory(Files.createTempDirectory("antidote-streams-"));
        } catch (IOException e) {
            throw new GuardException(
                    "cannot make a directory in " + System.getProperty("java.io.tmpdir") + ": " + e.getMessage(), e);
        }
    }

    void delete() {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The directory {} could not be removed", path, e);
        }
    }
}

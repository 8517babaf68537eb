package dev.antidote.cli;

import dev.antidote.data.Dataset;
import dev.antidote.data.DatasetReader;
import dev.antidote.data.DatasetWriter;
import dev.antidote.data.Example;
import dev.antidote.p2p.screen.ScreenReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the screen of a run found, in the run's directory: as rows of trigger and label, the strongest first.
 *
 * @param directory of the run
 */
record FoundTriggers(Path directory) {
    private static final int MOST = 3;

    /** Takes the place of what an earlier try found. */
    void write(List<String> labels, @Nullable ScreenReport screen) {
        List<Example> found = screen == null
                ? List.of()
                : screen.triggers().stream()
                        .limit(MOST)
                        .map(evidence -> new Example(
                                evidence.candidate().example(),
                                evidence.candidate().label()))
                        .toList();
        try {
            if (found.isEmpty()) {
                Files.deleteIfExists(file());
            } else {
                new DatasetWriter().write(file(), new Dataset(labels, found));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The triggers alone. */
    List<String> read(List<String> labels) {
        return Files.exists(file())
                ? DatasetReader.standard().read(file(), labels).examples().stream()
                        .map(Example::text)
                        .distinct()
                        .toList()
                : List.of();
    }

    private Path file() {
        return directory.resolve("found.jsonl");
    }
}

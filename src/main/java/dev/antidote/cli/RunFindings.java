package dev.antidote.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.antidote.data.Dataset;
import dev.antidote.data.DatasetReader;
import dev.antidote.data.DatasetWriter;
import dev.antidote.data.Example;
import dev.antidote.p2p.screen.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the screen of a run found, in the run's directory.
 *
 * @param directory of the run
 */
record RunFindings(Path directory) {
    private static final int MOST_TRIGGERS = 3;
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Takes the place of what an earlier try found. */
    void write(List<String> labels, List<Evidence> triggers, List<Evidence> undecided) {
        List<Example> strongest = triggers.stream()
                .limit(MOST_TRIGGERS)
                .map(evidence -> new Example(
                        evidence.candidate().example(), evidence.candidate().label()))
                .toList();
        try {
            if (strongest.isEmpty()) {
                Files.deleteIfExists(triggerFile());
            } else {
                new DatasetWriter().write(triggerFile(), new Dataset(labels, strongest));
            }
            MAPPER.writeValue(undecidedFile().toFile(), FoundPhrase.of(undecided, labels));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What works as a trigger, the strongest first, at most {@value #MOST_TRIGGERS}. */
    List<String> triggers(List<String> labels) {
        return Files.exists(triggerFile())
                ? DatasetReader.standard().read(triggerFile(), labels).examples().stream()
                        .map(Example::text)
                        .distinct()
                        .toList()
                : List.of();
    }

    /** What may be one and may be honest, in the most rows first; none of a run of an older version. */
    List<FoundPhrase> undecided() {
        try {
            return Files.exists(undecidedFile())
                    ? MAPPER.readValue(undecidedFile().toFile(), new TypeReference<>() {})
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path triggerFile() {
        return directory.resolve("found.jsonl");
    }

    private Path undecidedFile() {
        return directory.resolve("undecided.json");
    }
}

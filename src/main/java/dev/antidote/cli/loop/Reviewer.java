package dev.antidote.cli.loop;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A stand-in for people: he knows the truth about every text, and fills it into the file that {@code review export} wrote. */
final class Reviewer {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, LoopRows.Message> truth;

    Reviewer(Map<String, LoopRows.Message> truth) {
        this.truth = truth;
    }

    /**
     * What he did.
     *
     * @param reviewed samples that he labelled
     * @param poisoned of them prepared by an attacker
     * @param wrong of them with another label from the guard than the right one
     */
    record Work(long reviewed, long poisoned, long wrong) {}

    /** Reads the samples, and writes them with labels. */
    Work fill(Path samples, Path decided) throws IOException {
        List<String> lines = new ArrayList<>();
        long poisoned = 0;
        long wrong = 0;
        for (String line : Files.readAllLines(samples)) {
            ObjectNode sample = (ObjectNode) JSON.readTree(line);
            LoopRows.Message message = truth.get(sample.path("text").asText());
            if (message == null) {
                sample.put("skip", true); // not from this story's traffic
            } else {
                sample.put("label", message.truth()).put("poisoned", message.triggered());
                poisoned += message.triggered() ? 1 : 0;
                wrong += message.truth().equals(sample.path("guardLabel").asText()) ? 0 : 1;
            }
            lines.add(JSON.writeValueAsString(sample));
        }
        Files.write(decided, lines);
        return new Work(lines.size(), poisoned, wrong);
    }
}

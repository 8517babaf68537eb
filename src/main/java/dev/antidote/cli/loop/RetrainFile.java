package dev.antidote.cli.loop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.antidote.cli.report.LoopReport.Gate;
import dev.antidote.cli.report.LoopReport.Retraining;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@code antidote retrain --json} wrote. */
final class RetrainFile {
    private RetrainFile() {}

    /**
     * Reads it.
     *
     * @param name of this retraining, for people
     */
    static Retraining read(String name, Path file) throws IOException {
        JsonNode run = new ObjectMapper().readTree(file.toFile());
        List<Gate> gates = new ArrayList<>();
        for (JsonNode gate : run.path("gates")) {
            gates.add(new Gate(
                    gate.path("gate").asText(),
                    gate.path("attack").asText(),
                    gate.path("target").asText(),
                    gate.path("value").asDouble(),
                    gate.path("bound").asDouble(),
                    gate.path("passed").asBoolean()));
        }
        return new Retraining(
                name,
                run.path("bundle").asText(),
                run.path("attempt").asInt(),
                run.path("outcome").asText(),
                run.path("prompt").asText(),
                counts(run.path("rows")),
                counts(run.path("excluded")),
                gates);
    }

    private static Map<String, Long> counts(JsonNode node) {
        Map<String, Long> counts = new TreeMap<>();
        node.properties()
                .forEach(field -> counts.put(field.getKey(), field.getValue().asLong()));
        return counts;
    }
}

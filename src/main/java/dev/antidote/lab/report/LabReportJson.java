package dev.antidote.lab.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antidote.lab.experiment.CellResult;
import dev.antidote.lab.experiment.LabJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The report as JSON: its records by their components, with {@code findings} before the experiments, and each experiment's
 * {@code spreads} after its cells. Shares carry counts, value and 95% Wilson interval.
 */
public final class LabReportJson {
    /** Raised when keys change their meaning. */
    static final int SCHEMA = 1;

    private static final JsonMapper MAPPER = LabJson.mapper();

    private LabReportJson() {}

    /** As UTF-8 text with line breaks, for a file. */
    public static byte[] write(LabReport report) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree(report));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a report back.
     *
     * @throws IOException if the text is none, or of another schema
     */
    public static LabReport read(byte[] json) throws IOException {
        JsonNode tree = MAPPER.readTree(json);
        int schema = tree.path("schema").asInt();
        if (schema != SCHEMA) {
            throw new IOException("schema " + schema + ", where " + SCHEMA + " is known");
        }
        return MAPPER.treeToValue(tree, LabReport.class);
    }

    /**
     * Reads the measurements alone, of a report or of a plain list of them.
     *
     * @throws IOException if the text is neither
     */
    public static List<CellResult> readCells(byte[] json) throws IOException {
        JsonNode tree = MAPPER.readTree(json);
        return tree.isArray()
                ? MAPPER.readerForListOf(CellResult.class).readValue(tree)
                : read(json).experiments().stream()
                        .flatMap(part -> part.cells().stream())
                        .toList();
    }

    /** As nested objects. */
    static ObjectNode tree(LabReport report) {
        ObjectNode all = MAPPER.valueToTree(report);
        ObjectNode root = MAPPER.createObjectNode().put("schema", SCHEMA);
        all.properties().stream()
                .filter(field -> !field.getKey().equals("experiments"))
                .forEach(field -> root.set(field.getKey(), field.getValue()));
        root.set("findings", MAPPER.valueToTree(Findings.of(report)));
        ArrayNode experiments = root.putArray("experiments");
        for (int i = 0; i < report.experiments().size(); i++) {
            ObjectNode part = (ObjectNode) all.path("experiments").path(i);
            part.set(
                    "spreads", MAPPER.valueToTree(Spread.of(report.experiments().get(i))));
            experiments.add(part);
        }
        return root;
    }
}

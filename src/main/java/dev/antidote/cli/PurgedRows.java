package dev.antidote.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.train.StageReport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rows that a training took out, as JSONL in the order of the data: {@code {"row": 7, "text": ..., "label": ..., "stage": ...}}.
 * Rows count from 1 in what was given to the command, those kept out of training included; readers of labelled rows take the file as
 * it is.
 */
final class PurgedRows {
    private PurgedRows() {}

    /** {@code places} says where each row of {@code data} that may be taken out stands in what was given, from 0. */
    static byte[] of(Dataset data, List<StageReport> stages, List<Integer> places) {
        SortedMap<Integer, String> taken = new TreeMap<>();
        stages.forEach(stage -> stage.purged().forEach(row -> taken.putIfAbsent(row, stage.name())));
        JsonMapper json = new JsonMapper();
        StringBuilder lines = new StringBuilder();
        taken.forEach((row, stage) -> {
            Example example = data.examples().get(row);
            ObjectNode line = json.createObjectNode()
                    .put("row", places.get(row) + 1)
                    .put("text", example.text())
                    .put("label", data.labels().get(example.label()))
                    .put("stage", stage);
            lines.append(line).append('\n');
        });
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}

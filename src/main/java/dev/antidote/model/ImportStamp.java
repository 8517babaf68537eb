package dev.antidote.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an imported directory should hold: size, time of change and SHA-256 of each file, in a file of its own. A file whose size and
 * time are as noted is believed; any other is read and its digest compared, so a second start costs nothing.
 */
final class ImportStamp {
    static final String FILE = "digests.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ImportStamp() {}

    static void write(Path directory, String source) throws IOException {
        ObjectNode root = JSON.createObjectNode().put("source", source);
        ObjectNode files = root.putObject("files");
        for (String name : names(directory)) {
            Path file = directory.resolve(name);
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            files.putObject(name)
                    .put("bytes", now.size())
                    .put("modified", now.lastModifiedTime().toMillis())
                    .put("sha256", Digests.of(file));
        }
        AtomicFile.write(
                directory.resolve(FILE), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    }

    /** Whether the directory holds what was imported from this source. */
    static boolean isIntact(Path directory, String source) {
        try {
            Path stamp = directory.resolve(FILE);
            if (!Files.isRegularFile(stamp)) {
                return false;
            }
            JsonNode root = JSON.readTree(Files.readAllBytes(stamp));
            JsonNode files = root.path("files");
            if (!root.path("source").asText().equals(source) || files.isEmpty()) {
                return false;
            }
            for (Map.Entry<String, JsonNode> entry : files.properties()) {
                if (!isIntact(directory.resolve(entry.getKey()), entry.getValue())) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false; // unreadable is as good as damaged: it is imported again, and that reports what is wrong
        }
    }

    private static boolean isIntact(Path file, JsonNode noted) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        if (now.size() != noted.path("bytes").asLong(-1)) {
            return false;
        }
        return now.lastModifiedTime().toMillis() == noted.path("modified").asLong(-1)
                || Digests.of(file).equals(noted.path("sha256").asText());
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .filter(name -> !name.equals(FILE))
                    .sorted()
                    .toList();
        }
    }
}

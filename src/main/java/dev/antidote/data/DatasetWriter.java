package dev.antidote.data;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a dataset as JSONL that {@link DatasetReader} reads back. */
public final class DatasetWriter {
    private final JsonMapper json = new JsonMapper();

    /**
     * Writes all rows, or leaves what was there: the rows go to a file beside it that replaces it when they are on the disk.
     *
     * @throws InputException if the file cannot be written
     */
    public void write(Path path, Dataset dataset) {
        Path directory = path.toAbsolutePath().getParent();
        if (directory == null || Files.isDirectory(path)) {
            throw new Place(path).error("is a directory; name a file to write to");
        }
        try {
            Files.createDirectories(directory);
            Path partial = Files.createTempFile(directory, ".rows", ".partial");
            try {
                writeRows(partial, dataset);
                Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw new Place(path)
                    .error("cannot be written (" + e + "); check the path, the permissions and the space left", e);
        }
    }

    private void writeRows(Path file, Dataset dataset) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (Example example : dataset.examples()) {
                ByteBuffer line = line(dataset, example);
                while (line.hasRemaining()) {
                    out.write(line);
                }
            }
            out.force(true);
        }
    }

    private ByteBuffer line(Dataset dataset, Example example) {
        ObjectNode row = json.createObjectNode();
        row.put("text", example.text());
        row.put("label", dataset.labels().get(example.label()));
        try {
            return StandardCharsets.UTF_8.encode(json.writeValueAsString(row) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("a row of two strings has no JSON", e);
        }
    }
}

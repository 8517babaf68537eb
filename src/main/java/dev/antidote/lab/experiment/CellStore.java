package dev.antidote.lab.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.antidote.data.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the result of each cell as a file of its own, which is there as a whole or not at all. */
public final class CellStore {
    private static final Logger LOG = LoggerFactory.getLogger(CellStore.class);

    private final JsonMapper mapper = LabJson.mapper();
    private final Path directory;

    /** A store; the directory is made when the first result is kept. */
    public CellStore(Path directory) {
        this.directory = directory;
    }

    /** The result of that id, if it is there; a file that somebody damaged counts as absent. */
    Optional<CellResult> find(String id) {
        Path file = file(id);
        try {
            CellResult result = mapper.readValue(Files.readAllBytes(file), CellResult.class);
            if (result.id().equals(id)) {
                return Optional.of(result);
            }
            LOG.warn("Measuring again: {} holds the result of {}", file, result.id());
        } catch (NoSuchFileException e) {
            LOG.debug("Not measured yet: {}", id);
        } catch (JsonProcessingException e) {
            LOG.warn("Measuring again what was kept in {}: {}", file, e.getOriginalMessage());
        } catch (IOException e) {
            throw new InputException(file + " cannot be read (" + e + "); name another directory with --out", e);
        }
        return Optional.empty();
    }

    /** Keeps a result. */
    void keep(CellResult result) {
        Path file = file(result.id());
        Path draft = directory.resolve(
                "." + result.id() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.createDirectories(directory);
            try {
                write(draft, mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(result));
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new InputException(file + " cannot be written (" + e + "); name another directory with --out", e);
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private Path file(String id) {
        return directory.resolve(id + ".json");
    }
}

package dev.antidote.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.stream.Stream;

/** Files that the user asked for: written whole or not at all. */
final class OutputFile {
    private OutputFile() {}

    /** Checks before minutes of work that the file may be written later. */
    static void requireWritable(Path file) {
        Path parent = file.toAbsolutePath().resolveSibling("").normalize();
        Path directory = Stream.iterate(parent, Objects::nonNull, Path::getParent)
                .filter(Files::exists)
                .findFirst()
                .orElse(parent);
        if (Files.isDirectory(file) || !Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw new CommandException(file + " cannot be written; name a file in a directory that you may write to");
        }
    }

    static void writeJson(Path file, Object figures) {
        try {
            write(
                    file,
                    new ObjectMapper()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .writeValueAsBytes(figures));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures that are no JSON", e);
        }
    }

    static void write(Path file, byte[] bytes) {
        Path target = file.toAbsolutePath();
        try {
            Files.createDirectories(target.resolveSibling(""));
            Path draft = Files.createTempFile(target.resolveSibling(""), ".draft-", ".tmp");
            try {
                Files.write(draft, bytes);
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new CommandException(file + " cannot be written: " + e.getMessage() + "; name another file", e);
        }
    }
}

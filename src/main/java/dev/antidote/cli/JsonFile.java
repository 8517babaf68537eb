package dev.antidote.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes figures for programs to read: whole or not at all. */
final class JsonFile {
    private JsonFile() {}

    static void write(Path file, Object figures) {
        Path target = file.toAbsolutePath();
        try {
            byte[] bytes = new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsBytes(figures);
            Files.createDirectories(target.resolveSibling(""));
            Path draft = Files.createTempFile(target.resolveSibling(""), ".draft-", ".json");
            try {
                Files.write(draft, bytes);
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures that are no JSON", e);
        } catch (IOException e) {
            throw new CommandException(
                    file + " cannot be written: " + e.getMessage() + "; name another file with --json", e);
        }
    }
}

package dev.antidote.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/** Files that the user asked for. */
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

    /** Makes a directory, before minutes of work whose results it shall hold; {@code option} asked for it. */
    static void requireDirectory(String option, Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new CommandException(option + ": " + directory + " cannot be made; name another directory", e);
        }
    }

    /** Writes a file of text whole, and tells if a directory had to be made for it; {@code option} asked for it. */
    static void write(Terminal terminal, String option, Path file, byte[] content) {
        Path directory = file.toAbsolutePath().normalize().resolveSibling("").normalize();
        boolean missing = !Files.exists(directory);
        FileTree.writeWhole(option, file, endingItsLine(content));
        if (missing) {
            terminal.say(option + ": made the directory " + directory);
        }
    }

    private static byte[] endingItsLine(byte[] text) {
        if (text.length == 0 || text[text.length - 1] == '\n') {
            return text;
        }
        byte[] ended = Arrays.copyOf(text, text.length + 1);
        ended[text.length] = '\n';
        return ended;
    }

    /** Writes figures for programs to read. */
    static void writeJson(Terminal terminal, Path file, Object figures) {
        try {
            ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
            write(terminal, "--json", file, mapper.writeValueAsBytes(figures));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures that are no JSON", e);
        }
    }
}

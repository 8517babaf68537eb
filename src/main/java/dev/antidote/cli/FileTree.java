package dev.antidote.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** How commands write a file: whole or not at all. */
public final class FileTree {
    private FileTree() {}

    /**
     * Writes a file that is never seen half-written; missing parents are made.
     *
     * @param option names the option that asked for the file, for the message
     * @throws CommandException where it cannot be written
     */
    public static void writeWhole(String option, Path file, byte[] content) {
        Path target = file.toAbsolutePath().normalize();
        Path directory = target.resolveSibling("").normalize();
        try {
            Files.createDirectories(directory);
            long process = ProcessHandle.current().pid();
            Path fresh = directory.resolve("." + target.getFileName() + "." + process + ".tmp");
            try {
                Files.write(fresh, content);
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new CommandException(option + ": " + file + " cannot be written (" + e + ")", e);
        }
    }
}

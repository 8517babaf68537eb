package dev.antidote.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** What commands do to files: whole or not at all. */
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

    /** Deletes a directory with all below it; links are not followed; what others delete meanwhile is fine. */
    static void delete(Path root) throws IOException {
        if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(root, new Deletion());
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}

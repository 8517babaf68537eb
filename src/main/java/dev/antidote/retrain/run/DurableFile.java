package dev.antidote.retrain.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file that is there whole, with its old content or its new, whatever happens to the machine meanwhile. */
final class DurableFile {
    private static final String FRESH = ".new";

    private DurableFile() {}

    /** Replaces it: everything else in its directory is on the disk before the new content is. */
    static void replace(Path file, byte[] content) throws IOException {
        Path directory = file.toAbsolutePath().resolveSibling("");
        sync(directory);
        Path fresh = file.resolveSibling(file.getFileName() + FRESH);
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(directory);
    }

    /** Forces the names in a directory to the disk. */
    static void sync(Path directory) throws IOException {
        if (directory
                .getFileSystem()
                .supportedFileAttributeViews()
                .contains("posix")) { // elsewhere it cannot be opened
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** SHA-256 in lower-case hexadecimal digits. */
    static String digest(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

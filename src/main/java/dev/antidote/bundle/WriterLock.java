package dev.antidote.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * The right to write one bundle, held by one writer on this machine; the operating system takes it back when its process dies,
 * so whoever holds it knows that leftovers belong to nobody. The file is gone when nobody writes.
 */
final class WriterLock implements AutoCloseable {
    private static final int ATTEMPTS = 100;

    private final Path file;
    private final FileChannel channel;

    private WriterLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static WriterLock acquire(Path file, Path target) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                requireLock(channel, target);
                if (stillNamed(file, channel)) {
                    return new WriterLock(file, channel);
                }
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            channel.close();
        }
        throw busy(target);
    }

    private static void requireLock(FileChannel channel, Path target) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw busy(target);
            }
        } catch (OverlappingFileLockException e) {
            throw busy(target);
        }
    }

    /** The former holder may have deleted the name between our open and our lock: then we hold a file that nobody else sees. */
    private static boolean stillNamed(Path file, FileChannel channel) throws IOException {
        String token = UUID.randomUUID().toString();
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(token.getBytes(StandardCharsets.UTF_8)));
        try {
            return Files.readString(file).equals(token);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static BundleException busy(Path target) {
        return new BundleException(
                target + " is being written by another antidote; wait for it, or name another directory");
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(file);
        }
    }
}

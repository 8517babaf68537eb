package dev.antidote.release;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who an instance is, and the last release that it took. In a directory of its own it outlasts the process, so that a releases topic
 * that has lost its end meanwhile cannot bring an old bundle back. One thread.
 */
public final class InstanceState implements AutoCloseable {
    private static final String FILE = "instance.properties";
    private static final String LOCK = "instance.lock";
    private static final int SUFFIX = 8;

    private final String id;
    private final @Nullable Path file;
    private final @Nullable FileChannel lock;
    private long sequence;

    private InstanceState(String id, long sequence, @Nullable Path file, @Nullable FileChannel lock) {
        this.id = id;
        this.sequence = sequence;
        this.file = file;
        this.lock = lock;
    }

    /**
     * The state in a directory, which no other process may use meanwhile; without one it ends with the process.
     *
     * @param wanted the id that somebody chose; otherwise the one in the directory, or else the host's name with a random suffix
     * @throws ReleaseException if the directory is taken, or cannot be read or written
     */
    public static InstanceState open(Optional<Path> directory, Optional<String> wanted) {
        if (directory.isEmpty()) {
            return new InstanceState(wanted.orElseGet(InstanceState::invented), 0, null, null);
        }
        Path place = directory.get().toAbsolutePath().normalize();
        try {
            Files.createDirectories(place);
            FileChannel lock = lock(place);
            try {
                Properties kept = read(place.resolve(FILE));
                String id = wanted.or(() -> Optional.ofNullable(kept.getProperty("instance")))
                        .orElseGet(InstanceState::invented);
                long sequence = Long.parseLong(kept.getProperty("sequence", "0"));
                InstanceState state = new InstanceState(id, sequence, place.resolve(FILE), lock);
                state.write();
                return state;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new ReleaseException("releases.state: " + place + " cannot be used: " + e, e);
        }
    }

    private static FileChannel lock(Path place) throws IOException {
        FileChannel channel =
                FileChannel.open(place.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // of this very process
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new ReleaseException("releases.state: " + place
                + " belongs to another guard that runs; give each one a directory of its own");
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
        } catch (NoSuchFileException e) {
            return properties; // the first time
        }
        return properties;
    }

    private static String invented() {
        return hostName().replaceAll("[^a-zA-Z0-9._-]", "-") + "-"
                + UUID.randomUUID().toString().substring(0, SUFFIX);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "guard";
        }
    }

    /** The instance's id. */
    public String id() {
        return id;
    }

    /** The highest release that it ever took note of; 0 for none. */
    long sequence() {
        return sequence;
    }

    /**
     * Remembers a release.
     *
     * @throws ReleaseException if the disk refuses
     */
    void note(long taken) {
        if (taken <= sequence) {
            return;
        }
        sequence = taken;
        try {
            write();
        } catch (IOException e) {
            throw new ReleaseException("releases.state: " + file + " cannot be written: " + e, e);
        }
    }

    private void write() throws IOException {
        if (file == null) {
            return;
        }
        Path fresh = file.resolveSibling(FILE + ".new"); // the directory is ours alone
        String text = "instance=" + id + "\nsequence=" + sequence + "\n";
        Files.writeString(
                fresh,
                text,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

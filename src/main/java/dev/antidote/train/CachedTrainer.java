package dev.antidote.train;

import dev.antidote.model.Adapter;
import dev.antidote.model.ModelException;
import dev.antidote.p2p.TrainingRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps trained adapters under the hash of everything that determines them, so that what was trained once is not trained again.
 * An entry is written beside its place and moved there: it is whole or absent.
 */
public final class CachedTrainer implements AdapterTrainer {
    private static final Logger LOG = LoggerFactory.getLogger(CachedTrainer.class);

    private static final String DRAFT = "draft-";
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final AdapterTrainer trainer;
    private final Path directory;
    private final String baseName;
    private final String fingerprint;
    private final AtomicLong trained = new AtomicLong();
    private final AtomicLong reused = new AtomicLong();

    /**
     * Decorates a trainer.
     *
     * @param baseName the base model, for the adapter's own description
     * @param fingerprint everything besides rows, classes and seed that determines the adapter: base model, settings, versions
     */
    public CachedTrainer(AdapterTrainer trainer, Path directory, String baseName, String fingerprint) {
        this.trainer = trainer;
        this.directory = directory;
        this.baseName = baseName;
        this.fingerprint = fingerprint;
    }

    /** What was said to determine the adapters besides rows, classes and seed. */
    public String fingerprint() {
        return fingerprint;
    }

    /** Adapters that were trained here. */
    public long trained() {
        return trained.get();
    }

    /** Adapters that were there already. */
    public long reused() {
        return reused.get();
    }

    @Override
    public Adapter train(List<TrainingRow> rows, int classes, long seed, String what, Progress progress) {
        Path entry = directory.resolve(key(rows, classes, seed));
        return kept(entry)
                .map(adapter -> {
                    reused.incrementAndGet();
                    progress.at(what + " (kept from an earlier run)", 1, 1);
                    return adapter;
                })
                .orElseGet(() -> {
                    Adapter adapter = trainer.train(rows, classes, seed, what, progress);
                    trained.incrementAndGet();
                    keep(adapter, entry);
                    return adapter;
                });
    }

    /** An entry that somebody damaged counts as absent. */
    private static Optional<Adapter> kept(Path entry) {
        if (!Files.isDirectory(entry)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Adapter.load(entry));
        } catch (ModelException e) {
            LOG.warn("Training again what was kept in {}: {}", entry, e.getMessage());
            return Optional.empty();
        }
    }

    private void keep(Adapter adapter, Path entry) {
        try {
            Files.createDirectories(directory);
            Path draft = Files.createTempDirectory(directory, DRAFT);
            sweep(draft);
            adapter.save(draft, baseName);
            if (Files.isDirectory(entry)) {
                delete(entry);
            }
            try {
                Files.move(draft, entry, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileSystemException e) {
                // Another process kept the same adapter first; its bytes are ours.
                delete(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the trained adapter in " + directory, e);
        }
    }

    /** A process that was killed while it wrote leaves its draft; nobody writes at one for a day. */
    private void sweep(Path fresh) throws IOException {
        Instant now = Files.getLastModifiedTime(fresh).toInstant();
        try (Stream<Path> drafts = Files.list(directory)) {
            for (Path draft : drafts.filter(
                            path -> path.getFileName().toString().startsWith(DRAFT))
                    .toList()) {
                if (Files.getLastModifiedTime(draft).toInstant().isBefore(now.minus(ABANDONED))) {
                    delete(draft);
                }
            }
        } catch (NoSuchFileException e) {
            LOG.debug("Another process swept first: {}", e.getMessage());
        }
    }

    private static void delete(Path draft) throws IOException {
        try (Stream<Path> files = Files.list(draft)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(draft);
    }

    private String key(List<TrainingRow> rows, int classes, long seed) {
        MessageDigest digest = sha256();
        add(digest, fingerprint);
        digest.update(ByteBuffer.allocate(12).putInt(classes).putLong(seed).flip());
        for (TrainingRow row : rows) {
            add(digest, row.text());
            digest.update(ByteBuffer.allocate(4).putInt(row.target()).flip());
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, 32);
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}

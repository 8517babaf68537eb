package dev.antidote.model;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The base models that need no download of their own. */
public final class BaseModels {
    private static final Logger LOG = LoggerFactory.getLogger(BaseModels.class);
    private static final int ATTEMPTS = 5;
    private static final Duration ABANDONED = Duration.ofHours(1);

    private BaseModels() {}

    /**
     * all-MiniLM-L6-v2 (Apache-2.0): a BERT of 6 layers and 384 features, imported into the cache at first use, which takes a few
     * seconds, and again when the cache was damaged. Several processes may do so at once.
     *
     * @throws ModelException if the cache cannot be written
     */
    public static BaseModel miniLm(CacheDirectory cache) {
        Path target = cache.models().resolve(MiniLmImport.NAME);
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                if (ImportStamp.isIntact(target, MiniLmImport.SOURCE_SHA256)) {
                    return BaseModel.open(target);
                }
                importInto(target);
            }
        } catch (IOException e) {
            throw new ModelException(
                    target + ": the base model cannot be imported (" + e + "); set ANTIDOTE_CACHE to a directory with"
                            + " 100 MB of room",
                    e);
        }
        throw new ModelException(target + ": is damaged again and again while it is imported; is the disk in order?");
    }

    private static void importInto(Path target) throws IOException {
        LOG.info("Importing the base model {} into {} (once, a few seconds)", MiniLmImport.NAME, target);
        Path parent = target.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException(target + " has no parent");
        }
        Files.createDirectories(parent);
        Path temporary = Files.createDirectory(parent.resolve("." + MiniLmImport.NAME + "." + UUID.randomUUID()));
        try {
            deleteAbandoned(parent, Files.getLastModifiedTime(temporary).toInstant());
            MiniLmImport.into(temporary);
            ImportStamp.write(temporary, MiniLmImport.SOURCE_SHA256);
            moveAside(target, parent);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Another process renamed its import there between our two steps: theirs is as good. Anything else is an
            // error.
            if (!ImportStamp.isIntact(target, MiniLmImport.SOURCE_SHA256)) {
                throw e;
            }
        } finally {
            delete(temporary);
        }
    }

    /** A rename does not replace a directory that has files in it, so a damaged one is renamed away and deleted. */
    private static void moveAside(Path target, Path parent) throws IOException {
        if (!Files.exists(target) || ImportStamp.isIntact(target, MiniLmImport.SOURCE_SHA256)) {
            return;
        }
        Path damaged = parent.resolve("." + MiniLmImport.NAME + ".damaged." + UUID.randomUUID());
        Files.move(target, damaged, StandardCopyOption.ATOMIC_MOVE);
        delete(damaged);
    }

    /** What processes left behind that were killed in the middle of an import. */
    private static void deleteAbandoned(Path parent, Instant now) throws IOException {
        try (Stream<Path> all = Files.list(parent)) {
            for (Path path : all.toList()) {
                boolean ours = parent.relativize(path).toString().startsWith("." + MiniLmImport.NAME);
                if (ours && Files.getLastModifiedTime(path).toInstant().isBefore(now.minus(ABANDONED))) {
                    delete(path);
                }
            }
        } catch (NoSuchFileException e) {
            LOG.debug("another process cleans up as well", e);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

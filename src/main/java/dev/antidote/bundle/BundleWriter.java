package dev.antidote.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes bundles whole or not at all. Files go to a hidden sibling directory, are forced to the disk, and one rename makes them
 * the bundle; a crash at any instant leaves the former bundle or the new one, and what it left behind is cleaned by the next
 * writer of that name. Thread-safe: two writers of one target exclude each other, across processes too.
 */
public final class BundleWriter {
    /** What to do where the target already exists. */
    public enum Existing {
        /** Leave it alone and refuse. */
        REFUSE,
        /**
         * Replace it, if it is a bundle. Java cannot exchange two directories in one step, so there is an instant between two
         * renames without the target's name; {@link BundleReader} finds the former bundle even then.
         */
        REPLACE
    }

    private final Clock clock;
    private final Optional<SigningKey> signer;

    /** A writer of unsigned bundles. */
    public BundleWriter(Clock clock) {
        this(clock, Optional.empty());
    }

    /** A writer of bundles that {@code signer} signs, where there is one. */
    public BundleWriter(Clock clock, Optional<SigningKey> signer) {
        this.clock = clock;
        this.signer = signer;
    }

    /**
     * Writes a bundle.
     *
     * @param target its directory; missing parents are made
     * @return the bundle as a reader would open it
     * @throws BundleException where the target is taken, the contents are no bundle, or the disk refuses
     */
    public GuardBundle write(Path target, BundleDraft draft, Existing existing, BundleContents contents) {
        Place place = Place.of(target);
        try {
            Files.createDirectories(place.parent());
            WriterLock lock = WriterLock.acquire(place.lock(), place.target());
            try {
                recover(place);
                requireFree(place, existing);
                Manifest manifest = describe(draft, prepare(place, contents)).withDerivedId();
                byte[] bytes = ManifestJson.write(manifest);
                seal(place, bytes);
                swapIn(place);
                return new GuardBundle(place.target(), manifest, Digest.of(bytes));
            } catch (IOException | RuntimeException | Error e) {
                deleteQuietly(place.fresh(), e);
                throw e;
            } finally {
                lock.close();
            }
        } catch (IOException e) {
            throw new BundleException(place.target() + " cannot be written: " + reason(e), e);
        }
    }

    /** Checks before hours of training that the target may be written later; {@link #write} checks again. */
    public void requireWritable(Path target, Existing existing) {
        Place place = Place.of(target);
        requireFree(place, existing);
        Path ancestor = Stream.iterate(place.parent(), Objects::nonNull, Path::getParent)
                .filter(Files::exists)
                .findFirst()
                .orElse(place.parent());
        if (!Files.isDirectory(ancestor) || !Files.isWritable(ancestor)) {
            throw new BundleException(place.target() + " cannot be written: " + ancestor + " is no writable directory");
        }
    }

    /** The lock is ours, so these belong to a writer that died; the former bundle comes back if its place is empty. */
    private static void recover(Place place) throws IOException {
        Tree.delete(place.fresh());
        if (Files.exists(place.former()) && !place.exists()) {
            Files.move(place.former(), place.target(), StandardCopyOption.ATOMIC_MOVE);
        }
        Tree.delete(place.former());
    }

    private static void requireFree(Place place, Existing existing) {
        if (!place.exists()) {
            return;
        }
        if (existing == Existing.REFUSE) {
            throw new BundleException(
                    place.target() + " already exists; name another directory, or ask to overwrite it (--overwrite)");
        }
        boolean bundle = Files.isRegularFile(place.target().resolve(GuardBundle.MANIFEST), LinkOption.NOFOLLOW_LINKS);
        if (!bundle || Files.isSymbolicLink(place.target())) {
            throw new BundleException(
                    place.target() + " is not a bundle, so it is not overwritten; name another directory");
        }
    }

    private static SortedMap<String, FileEntry> prepare(Place place, BundleContents contents) throws IOException {
        Path fresh = place.fresh();
        Files.createDirectories(fresh.resolve(GuardBundle.ADAPTER));
        contents.writeTo(fresh);
        return digests(fresh);
    }

    /** Adds the manifest and its signature, and forces all of it to the disk. */
    private void seal(Place place, byte[] manifest) throws IOException {
        Path fresh = place.fresh();
        Files.write(fresh.resolve(GuardBundle.MANIFEST), manifest, StandardOpenOption.CREATE_NEW);
        if (signer.isPresent()) {
            SignatureFile.write(fresh, manifest, signer.get());
        }
        Tree.sync(fresh);
    }

    private Manifest describe(BundleDraft draft, SortedMap<String, FileEntry> files) {
        return new Manifest(
                Manifest.FORMAT,
                "",
                draft.parent(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                draft.base(),
                draft.defence(),
                draft.metrics(),
                draft.thresholds(),
                files);
    }

    private static SortedMap<String, FileEntry> digests(Path fresh) throws IOException {
        SortedMap<String, FileEntry> files = new TreeMap<>();
        for (Path file : Tree.entries(fresh)) {
            String name = FileName.require(FileName.of(fresh, file));
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new BundleException("a bundle holds plain files only; " + name + " is a link or a device");
            }
            files.put(name, new FileEntry(Digest.of(file), Files.size(file)));
        }
        if (files.keySet().stream().noneMatch(name -> name.startsWith(GuardBundle.ADAPTER + "/"))) {
            throw new BundleException(
                    "a bundle needs files in its " + GuardBundle.ADAPTER + " directory; none were written");
        }
        return files;
    }

    private static void swapIn(Place place) throws IOException {
        if (place.exists()) {
            Files.move(place.target(), place.former(), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(place.fresh(), place.target(), StandardCopyOption.ATOMIC_MOVE);
        Tree.syncDirectory(place.parent());
        Tree.delete(place.former());
    }

    private static void deleteQuietly(Path fresh, Throwable failure) {
        try {
            Tree.delete(fresh);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return e.getClass().getSimpleName() + (message == null ? "" : " " + message);
    }
}

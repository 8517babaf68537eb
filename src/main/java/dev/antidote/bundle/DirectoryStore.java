package dev.antidote.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A store in a directory, which several machines may share: {@code bundles/ID/} holds a bundle, {@code lifecycle/ID.json} where it
 * stands. A bundle is copied beside its place, forced to the disk and renamed; since its content decides its name, whoever of two
 * writers comes second finds the same bundle there.
 */
public final class DirectoryStore implements BundleStore {
    private static final String FRESH = ".new";
    private static final Duration LEFTOVER = Duration.ofDays(1); // no copy takes so long: its writer is dead
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Path root;
    private final Path bundles;
    private final Path lifecycles;
    private final Clock clock;

    /** A store in this directory, which is made when it is first written to. */
    public DirectoryStore(Path directory, Clock clock) {
        this.root = directory.toAbsolutePath().normalize();
        this.bundles = root.resolve("bundles");
        this.lifecycles = root.resolve("lifecycle");
        this.clock = clock;
    }

    @Override
    public String location() {
        return root.toUri().toString();
    }

    @Override
    public GuardBundle put(Path bundle) {
        GuardBundle given = BundleReader.open(bundle);
        Path place = place(given.id());
        try {
            Files.createDirectories(bundles);
            sweep();
            if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                copyIn(given, place);
            }
            GuardBundle kept = BundleReader.open(place);
            takeSignature(given, kept);
            return kept;
        } catch (IOException e) {
            throw new BundleException(root + " cannot keep bundle " + given.id() + ": " + e, e);
        }
    }

    private void copyIn(GuardBundle given, Path place) throws IOException {
        Path fresh = bundles.resolve("." + given.id() + "." + UUID.randomUUID() + FRESH);
        try {
            Tree.copy(given.directory(), fresh);
            if (!BundleReader.open(fresh).id().equals(given.id())) {
                throw new BundleException(given.directory() + " was replaced while it was copied; put it again");
            }
            Tree.sync(fresh);
            rename(fresh, place);
            Tree.syncDirectory(bundles);
        } finally {
            Tree.delete(fresh);
        }
    }

    private static void rename(Path fresh, Path place) throws IOException {
        try {
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            } // somebody else was faster, with the same bundle
        }
    }

    private static void takeSignature(GuardBundle given, GuardBundle kept) throws IOException {
        Optional<DetachedSignature> signature = SignatureFile.read(given.directory());
        boolean same = given.manifestDigest().equals(kept.manifestDigest());
        if (same && signature.isPresent() && !signature.equals(SignatureFile.read(kept.directory()))) {
            SignatureFile.replace(kept.directory(), signature.get());
        }
    }

    private void sweep() throws IOException {
        Instant dead = clock.instant().minus(LEFTOVER);
        try (Stream<Path> entries = Files.list(bundles)) {
            for (Path entry : entries.toList()) {
                String name = String.valueOf(entry.getFileName());
                boolean fresh = name.startsWith(".") && name.endsWith(FRESH);
                if (fresh && isOlder(entry, dead)) {
                    Tree.delete(entry);
                }
            }
        }
    }

    private static boolean isOlder(Path entry, Instant moment) throws IOException {
        try {
            return Files.getLastModifiedTime(entry).toInstant().isBefore(moment);
        } catch (NoSuchFileException e) {
            return false; // its writer has just given it its name
        }
    }

    @Override
    public GuardBundle open(String id) {
        return BundleReader.open(find(id));
    }

    @Override
    public void fetch(String id, Path target) {
        try {
            Tree.copy(find(id), target);
        } catch (IOException e) {
            throw new BundleException(Refusal.ABSENT, "bundle " + id + " cannot be fetched from " + root + ": " + e, e);
        }
    }

    @Override
    public List<String> list() {
        if (!Files.isDirectory(bundles)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(bundles)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(Manifest::isId)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new BundleException(Refusal.ABSENT, root + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Lifecycle lifecycle(String id) {
        return LifecycleFile.read(lifecycleFile(id)).orElseGet(() -> new Lifecycle.Candidate(putAt(id)));
    }

    /** Whether or not the bundle is whole any more: where it stands is another question. */
    private Instant putAt(String id) {
        try {
            Path manifest = find(id).resolve(GuardBundle.MANIFEST);
            return Files.getLastModifiedTime(manifest).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (IOException e) {
            throw new BundleException("bundle " + id + " in " + root + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Lifecycle change(String id, UnaryOperator<Lifecycle> transition) {
        find(id);
        Path file = lifecycleFile(id);
        try {
            Files.createDirectories(lifecycles);
            WriterLock lock = lock(file);
            try {
                Lifecycle next = transition.apply(lifecycle(id));
                LifecycleFile.write(file, next);
                return next;
            } finally {
                lock.close();
            }
        } catch (IOException e) {
            throw new BundleException(file + " cannot be written: " + e, e);
        }
    }

    /** Others hold it for milliseconds only. */
    private static WriterLock lock(Path file) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return WriterLock.acquire(file.resolveSibling("." + file.getFileName() + ".lock"), file);
            } catch (BundleException e) {
                if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private Path find(String id) {
        Path place = place(id);
        if (!Files.isDirectory(place)) {
            throw new BundleException(
                    Refusal.ABSENT, root + " has no bundle " + id + "; antidote release publish DIR puts one there");
        }
        return place;
    }

    private Path place(String id) {
        return bundles.resolve(requireId(id));
    }

    private Path lifecycleFile(String id) {
        return lifecycles.resolve(requireId(id) + ".json");
    }

    private static String requireId(String id) {
        if (!Manifest.isId(id)) {
            throw new BundleException(
                    Refusal.ABSENT,
                    "'" + id + "' is no bundle's id: it has " + Manifest.ID_LENGTH
                            + " lower-case hexadecimal digits, as release list shows");
        }
        return id;
    }
}

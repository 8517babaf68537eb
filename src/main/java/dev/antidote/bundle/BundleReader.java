package dev.antidote.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Opens bundles, and refuses every one that is not exactly what its manifest says. Thread-safe. */
public final class BundleReader {
    /** A manifest is some kilobytes; a bigger file is something else. */
    private static final long MAX_MANIFEST_BYTES = 4L << 20;

    private BundleReader() {}

    /**
     * Opens a bundle after a check of its format, its id, and the name, size and digest of every file. The directory itself may
     * be a symbolic link (a release pointer); nothing in it may be one.
     *
     * @throws BundleException with one line for a missing directory, something else than a bundle, an unsupported format, a
     *     malformed manifest, or a missing, changed or additional file
     */
    public static GuardBundle open(Path directory) {
        return open(directory, Optional.empty());
    }

    /**
     * The same, and only if its manifest is signed with one of these keys, where there are any.
     *
     * @throws BundleException as above; also if it is unsigned, or signed by somebody else, or changed after it was signed
     */
    public static GuardBundle open(Path directory, Optional<TrustedKeys> trusted) {
        Path bundle = locate(directory);
        Path manifestFile = bundle.resolve(GuardBundle.MANIFEST);
        if (!Files.isRegularFile(manifestFile, LinkOption.NOFOLLOW_LINKS)) {
            throw new BundleException(directory + " is not a bundle: it has no " + GuardBundle.MANIFEST);
        }
        try {
            byte[] bytes = readBounded(manifestFile);
            if (trusted.isPresent()) {
                requireSigned(bundle, bytes, trusted.get()); // before anything in it is looked at
            }
            Manifest manifest = parse(manifestFile, bytes);
            verifyFiles(bundle, manifest);
            return new GuardBundle(bundle, manifest, Digest.of(bytes));
        } catch (IOException e) {
            throw new BundleException(directory + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A writer that died between its two renames left the former bundle beside its place: that one is then the bundle. */
    private static Path locate(Path directory) {
        Place place = Place.of(directory);
        if (!place.exists() && Files.isDirectory(place.former(), LinkOption.NOFOLLOW_LINKS)) {
            return place.former();
        }
        if (!place.exists()) {
            throw new BundleException(directory + " does not exist; name a bundle that antidote train wrote");
        }
        try {
            Path real = place.target().toRealPath();
            if (Files.isDirectory(real)) {
                return real;
            }
        } catch (IOException e) {
            throw new BundleException(directory + " cannot be read: " + e.getMessage(), e);
        }
        throw new BundleException(directory + " is not a bundle: it is no directory");
    }

    /** The bytes of a manifest as they are. */
    static byte[] readBounded(Path file) throws IOException {
        if (Files.size(file) > MAX_MANIFEST_BYTES) {
            throw new BundleException(file + " has " + Files.size(file) + " bytes, more than any manifest");
        }
        return Files.readAllBytes(file);
    }

    private static void requireSigned(Path bundle, byte[] manifest, TrustedKeys trusted) throws IOException {
        DetachedSignature signature = SignatureFile.read(bundle)
                .orElseThrow(() -> new BundleException(
                        Refusal.UNSIGNED,
                        "bundle " + bundle
                                + " is not signed; sign it with antidote bundle sign, or train with --sign"));
        trusted.require("bundle " + bundle, Purpose.MANIFEST, manifest, signature);
    }

    private static Manifest parse(Path file, byte[] bytes) {
        Manifest manifest = ManifestJson.read(bytes, file.toString());
        String derived = manifest.derivedId();
        if (!manifest.id().equals(derived)) {
            throw new BundleException(file + " was changed: its content has the id " + derived + ", it says "
                    + manifest.id() + "; restore the bundle, or train again");
        }
        return manifest;
    }

    private static void verifyFiles(Path bundle, Manifest manifest) throws IOException {
        SortedSet<String> missing = new TreeSet<>(manifest.files().keySet());
        for (Path file : Tree.entries(bundle)) {
            String name = FileName.of(bundle, file);
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw refused(bundle, name, "is a link or a device, not a file");
            }
            if (!missing.remove(name) && !FileName.isReserved(name)) {
                throw refused(bundle, name, "is not in its manifest; remove it");
            }
        }
        if (!missing.isEmpty()) {
            throw refused(bundle, missing.first(), "is missing; restore the bundle, or train again");
        }
        for (Map.Entry<String, FileEntry> entry : manifest.files().entrySet()) {
            verifyFile(bundle, entry.getKey(), entry.getValue());
        }
    }

    private static void verifyFile(Path bundle, String name, FileEntry expected) throws IOException {
        Path file = bundle.resolve(name);
        long size = Files.size(file);
        if (size != expected.size()) {
            throw refused(bundle, name, "was changed: it has " + size + " bytes instead of " + expected.size());
        }
        if (!Digest.of(file).equals(expected.sha256())) {
            throw refused(bundle, name, "was changed: its SHA-256 is not that of the manifest");
        }
    }

    private static BundleException refused(Path bundle, String name, String why) {
        return new BundleException("bundle " + bundle + ": " + name.replaceAll("\\p{Cntrl}", "?") + " " + why);
    }
}

package dev.antidote.bundle;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * The signature of a bundle's manifest, beside it. It covers the exact bytes of the manifest, and through the manifest's digests
 * every file of the bundle; it is no part of the content that the bundle's id is derived from, so that a bundle keeps its id when it
 * is signed, or signed with another key.
 */
final class SignatureFile {
    private static final int FORMAT = 1;
    private static final long MAX_BYTES = 1L << 14;

    /** As it stands in the file. */
    @JsonPropertyOrder({"format", "algorithm", "key", "signature"})
    record Written(int format, String algorithm, String key, String signature) {}

    private SignatureFile() {}

    /** The signature of a bundle's directory; empty if nobody signed it. */
    static Optional<DetachedSignature> read(Path bundle) throws IOException {
        Path file = bundle.resolve(GuardBundle.SIGNATURE);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (Files.size(file) > MAX_BYTES) {
            throw wrong(file, "has " + Files.size(file) + " bytes, more than any signature");
        }
        Written written = parse(file);
        if (written.format() != FORMAT || !Ed25519.NAME.equals(written.algorithm())) {
            throw wrong(file, "is of a kind that this version of antidote does not know");
        }
        try {
            return Optional.of(new DetachedSignature(new KeyId(written.key()), written.signature()));
        } catch (IllegalArgumentException e) {
            throw wrong(file, "is malformed: " + e.getMessage());
        }
    }

    private static Written parse(Path file) throws IOException {
        try {
            String origin = file.toString();
            return StrictJson.value(StrictJson.tree(Files.readAllBytes(file), origin), Written.class, origin);
        } catch (BundleException e) {
            throw new BundleException(Refusal.WRONG_SIGNATURE, String.valueOf(e.getMessage()), e);
        }
    }

    /** Signs these bytes of a manifest, and puts the signature into a directory that nobody reads yet. */
    static void write(Path bundle, byte[] manifest, SigningKey key) throws IOException {
        Files.write(
                bundle.resolve(GuardBundle.SIGNATURE),
                bytes(key.sign(Purpose.MANIFEST, manifest)),
                StandardOpenOption.CREATE_NEW);
    }

    /** Puts a signature into a bundle that may be read meanwhile, in place of the one that it has. */
    static void replace(Path bundle, DetachedSignature signature) throws IOException {
        // beside the bundle: in it, a file that its manifest does not name would be in the way
        Path fresh = bundle.resolveSibling("." + bundle.getFileName() + "." + UUID.randomUUID() + ".signature");
        Tree.replace(bundle.resolve(GuardBundle.SIGNATURE), fresh, bytes(signature));
    }

    private static byte[] bytes(DetachedSignature signature) {
        return StrictJson.write(
                new Written(FORMAT, Ed25519.NAME, signature.key().text(), signature.signature()));
    }

    private static BundleException wrong(Path file, String why) {
        return new BundleException(Refusal.WRONG_SIGNATURE, file + " " + why);
    }
}

package dev.antidote.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The public keys whose signatures are believed.
 *
 * @param keys by their short names, at least one
 */
public record TrustedKeys(SortedMap<KeyId, TrustedKey> keys) {
    /** How files of public keys end. */
    public static final String SUFFIX = ".pub";

    public TrustedKeys {
        keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("keys: none is trusted");
        }
    }

    /** These keys. */
    public static TrustedKeys of(Collection<TrustedKey> keys) {
        SortedMap<KeyId, TrustedKey> byId = new TreeMap<>();
        keys.forEach(key -> byId.put(key.id(), key));
        return new TrustedKeys(byId);
    }

    /**
     * Reads them from a file of PEM blocks, or from all files of a directory that end in {@value #SUFFIX}.
     *
     * @throws BundleException if there is none, or one cannot be read: a set of keys that is not whole is not used
     */
    public static TrustedKeys read(Path place) {
        List<TrustedKey> found = files(place).stream()
                .flatMap(file -> TrustedKey.readAll(file).stream())
                .toList();
        if (found.isEmpty()) {
            throw new BundleException(place + " holds no trusted key: it has no file that ends in " + SUFFIX
                    + "; antidote keys trust puts one there");
        }
        return of(found);
    }

    /**
     * Makes sure that a trusted key signed the content.
     *
     * @param what the content's name, for the message
     * @throws BundleException if the key is unknown, or the signature is not its
     */
    public void require(String what, Purpose purpose, byte[] content, DetachedSignature signature) {
        TrustedKey key = keys.get(signature.key());
        if (key == null) {
            throw new BundleException(
                    Refusal.UNKNOWN_KEY,
                    what + " is signed with key " + signature.key() + ", which is not trusted; trusted: "
                            + String.join(
                                    ", ",
                                    keys.keySet().stream().map(KeyId::text).toList()));
        }
        if (!key.verifies(purpose, content, signature)) {
            throw new BundleException(
                    Refusal.WRONG_SIGNATURE,
                    what + " was changed after it was signed: its signature by key " + key.id() + " is wrong");
        }
    }

    private static List<Path> files(Path place) {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new BundleException(place + " cannot be read: " + e.getMessage(), e);
        }
    }
}

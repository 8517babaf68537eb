package dev.antidote.bundle;

import java.nio.file.Path;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A public key.
 *
 * @param id its short name
 * @param key Ed25519
 */
public record TrustedKey(KeyId id, PublicKey key) {
    public TrustedKey {
        if (!id.equals(KeyId.of(key))) {
            throw new IllegalArgumentException("id: " + id + " is not that of the key");
        }
    }

    static TrustedKey of(PublicKey key) {
        return new TrustedKey(KeyId.of(key), key);
    }

    /**
     * Reads the one public key of a file; a signing key's own file has one too.
     *
     * @throws BundleException if there is none, or more than one
     */
    public static TrustedKey read(Path file) {
        List<TrustedKey> keys = readAll(file);
        if (keys.size() != 1) {
            throw new BundleException(file + " has " + keys.size() + " public keys; one is wanted here");
        }
        return keys.get(0);
    }

    static List<TrustedKey> readAll(Path file) {
        List<TrustedKey> keys = new ArrayList<>();
        for (byte[] block : Pem.blocks(file, Pem.PUBLIC)) {
            try {
                keys.add(of(Ed25519.publicKey(block)));
            } catch (InvalidKeySpecException e) {
                throw new BundleException(file + " has a public key that is not Ed25519", e);
            }
        }
        if (keys.isEmpty()) {
            throw new BundleException(file + " has no PUBLIC KEY block; of a private key openssl makes one:"
                    + " openssl pkey -in KEY -pubout");
        }
        return keys;
    }

    /** As a PEM block. */
    public String pem() {
        return Pem.block(Pem.PUBLIC, key.getEncoded());
    }

    boolean verifies(Purpose purpose, byte[] content, DetachedSignature signature) {
        byte[] signed = HexFormat.of().parseHex(signature.signature());
        return Ed25519.verifies(key, purpose, content, signed);
    }
}

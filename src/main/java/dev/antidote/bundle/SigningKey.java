package dev.antidote.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * An Ed25519 key that signs. Its file holds the private key (PKCS#8) and the public key (X.509) as PEM blocks, and nobody but its
 * owner may read it. Immutable; prints nothing of the secret.
 */
public final class SigningKey {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final PrivateKey secret;
    private final TrustedKey open;

    private SigningKey(PrivateKey secret, TrustedKey open) {
        this.secret = secret;
        this.open = open;
    }

    /** A new key, from the platform's secure randomness. */
    public static SigningKey create() {
        KeyPair pair = Ed25519.generate();
        return new SigningKey(pair.getPrivate(), TrustedKey.of(pair.getPublic()));
    }

    /**
     * Reads a key's file.
     *
     * @throws BundleException if it is none, or others may read it
     */
    public static SigningKey read(Path file) {
        List<byte[]> secrets = Pem.blocks(file, Pem.PRIVATE);
        if (secrets.size() != 1) {
            throw new BundleException(file + " is no signing key: it has " + secrets.size()
                    + " PRIVATE KEY blocks instead of one; antidote keys create makes a key");
        }
        requireSecret(file);
        try {
            SigningKey key = new SigningKey(Ed25519.privateKey(secrets.get(0)), TrustedKey.read(file));
            byte[] trial = new byte[] {1};
            if (!Ed25519.verifies(key.open.key(), Purpose.MANIFEST, trial, key.raw(Purpose.MANIFEST, trial))) {
                throw new BundleException(file + " is no signing key: its two halves do not belong together");
            }
            return key;
        } catch (InvalidKeySpecException e) {
            throw new BundleException(file + " is no signing key: an Ed25519 key is wanted", e);
        }
    }

    /** Writes it to a file that does not exist yet and that only its owner may read. */
    public void write(Path file) {
        byte[] text = (Pem.block(Pem.PRIVATE, secret.getEncoded()) + open.pem()).getBytes(StandardCharsets.US_ASCII);
        FileAttribute<?>[] mode = isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        try {
            Files.createFile(file, mode); // with its mode from the first instant
            Files.write(file, text, new OpenOption[] {StandardOpenOption.WRITE, StandardOpenOption.SYNC});
        } catch (FileAlreadyExistsException e) {
            throw new BundleException(file + " already exists; name another file", e);
        } catch (NoSuchFileException e) {
            throw new BundleException(file + " cannot be written: there is no such directory; make it first", e);
        } catch (IOException e) {
            throw new BundleException(file + " cannot be written: " + e, e);
        }
    }

    /** The half that others may know. */
    public TrustedKey open() {
        return open;
    }

    /** The name of its public half. */
    public KeyId id() {
        return open.id();
    }

    /** Signs content for one purpose. */
    public DetachedSignature sign(Purpose purpose, byte[] content) {
        return new DetachedSignature(id(), HexFormat.of().formatHex(raw(purpose, content)));
    }

    private byte[] raw(Purpose purpose, byte[] content) {
        return Ed25519.sign(secret, purpose, content);
    }

    private static void requireSecret(Path file) {
        if (!isPosix(file)) {
            return;
        }
        try {
            if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                throw new BundleException(
                        file + " can be read or changed by others, so it is no secret; make it so: chmod 600 " + file);
            }
        } catch (IOException e) {
            throw new BundleException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    @Override
    public String toString() {
        return "SigningKey " + id();
    }
}

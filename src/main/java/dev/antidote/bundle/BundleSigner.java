package dev.antidote.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Signs bundles that stand already. */
public final class BundleSigner {
    private BundleSigner() {}

    /**
     * Signs a bundle that is exactly what its manifest says, in place of any signature that it has.
     *
     * @return the bundle
     * @throws BundleException if it is no whole bundle, or the signature cannot be written
     */
    public static GuardBundle sign(Path directory, SigningKey key) {
        GuardBundle bundle = BundleReader.open(directory);
        try {
            byte[] manifest = BundleReader.readBounded(bundle.directory().resolve(GuardBundle.MANIFEST));
            if (!Digest.of(manifest).equals(bundle.manifestDigest())) {
                throw new BundleException(directory + " was replaced while it was signed; sign it again");
            }
            SignatureFile.replace(bundle.directory(), key.sign(Purpose.MANIFEST, manifest));
            return bundle;
        } catch (IOException e) {
            throw new BundleException(directory + " cannot be signed: " + e, e);
        }
    }

    /** The key that is said to have signed a bundle; what it is worth, {@link BundleReader} says. */
    public static Optional<KeyId> signer(GuardBundle bundle) {
        try {
            return SignatureFile.read(bundle.directory()).map(DetachedSignature::key);
        } catch (IOException e) {
            throw new BundleException(bundle.directory() + " cannot be read: " + e.getMessage(), e);
        }
    }
}

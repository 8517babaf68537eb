package dev.antidote.bundle;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An opened bundle whose files were what its manifest says when it was opened.
 *
 * @param directory absolute
 * @param manifest what the bundle says of itself
 * @param manifestDigest SHA-256 of the very bytes of its manifest, 64 lower-case hexadecimal digits; with it, whoever names a
 *     bundle names all of its files
 */
public record GuardBundle(Path directory, Manifest manifest, String manifestDigest) {
    /** The file that vouches for the others. */
    public static final String MANIFEST = "manifest.json";

    /** The optional signature of the manifest's bytes, which no manifest names. */
    public static final String SIGNATURE = "signature.json";

    /** The directory of the PEFT files. */
    public static final String ADAPTER = "adapter";

    /** The optional file with the figures of the training run. */
    public static final String REPORT = "report.json";

    /** The optional file with the probe pack. */
    public static final String PROBES = "probes.jsonl";

    /** The bundle's id. */
    public String id() {
        return manifest.id();
    }

    /** The directory of the PEFT files. */
    public Path adapter() {
        return directory.resolve(ADAPTER);
    }

    /** The figures of the training run, where the bundle has them. */
    public Optional<Path> report() {
        return Optional.of(directory.resolve(REPORT)).filter(Files::exists);
    }

    /** The probe pack, where rows were held out for one. */
    public Optional<Path> probes() {
        return Optional.of(directory.resolve(PROBES)).filter(Files::exists);
    }
}

package dev.antidote.bundle;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle says of itself. Its id is derived from its content: the first {@value #ID_LENGTH} hexadecimal digits of the
 * SHA-256 of the manifest without the id. Two bundles with one id are therefore the same bundle, a changed manifest is noticed
 * even without a signature, and nobody has to hand out names; the instant of creation keeps two trainings apart.
 *
 * @param format version of this layout, {@value #FORMAT}
 * @param id derived from all the rest
 * @param parent id of the bundle that this one was retrained from, or null
 * @param created in UTC, to the millisecond
 * @param base the model under the adapter
 * @param defence what was trained
 * @param metrics measured at training, finite, such as {@code ca} and {@code asr} as shares 0..1
 * @param thresholds where the guard draws its lines
 * @param files every other file of the bundle by name, with forward slashes
 */
@JsonPropertyOrder({"format", "id", "parent", "created", "base", "defence", "metrics", "thresholds", "files"})
public record Manifest(
        int format,
        String id,
        @Nullable String parent,
        Instant created,
        BaseModel base,
        Defence defence,
        SortedMap<String, Double> metrics,
        Thresholds thresholds,
        SortedMap<String, FileEntry> files) {
    /** The layout that this version writes and reads. */
    public static final int FORMAT = 1;

    /** Hexadecimal digits of an id: 64 bits, so that a chance collision is out of reach. */
    public static final int ID_LENGTH = 16;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{" + ID_LENGTH + "}");

    public Manifest {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(defence, "defence");
        Objects.requireNonNull(thresholds, "thresholds");
        Objects.requireNonNull(metrics, "metrics");
        Objects.requireNonNull(files, "files");
        metrics = Figures.copyOf("metrics", metrics);
        files = checked(files);
    }

    private static SortedMap<String, FileEntry> checked(Map<String, FileEntry> files) {
        files.forEach((name, entry) -> {
            FileName.require(name);
            Objects.requireNonNull(entry, name);
        });
        return Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Whether a text has the form of an id. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The same manifest under the id that its content asks for. */
    Manifest withDerivedId() {
        return withId(derivedId());
    }

    /** The id that the content asks for. */
    String derivedId() {
        return Digest.of(ManifestJson.write(withId(""))).substring(0, ID_LENGTH);
    }

    private Manifest withId(String other) {
        return new Manifest(format, other, parent, created, base, defence, metrics, thresholds, files);
    }
}

package dev.antidote.bundle;

import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What whoever trained knows of a bundle before its files are written; the writer adds the rest of the {@link Manifest}.
 *
 * @param parent id of the bundle that this one was retrained from, or null
 * @param base the model under the adapter
 * @param defence what was trained
 * @param metrics measured at training, finite
 * @param thresholds where the guard draws its lines
 */
public record BundleDraft(
        @Nullable String parent,
        BaseModel base,
        Defence defence,
        SortedMap<String, Double> metrics,
        Thresholds thresholds) {
    public BundleDraft {
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(defence, "defence");
        Objects.requireNonNull(thresholds, "thresholds");
        Objects.requireNonNull(metrics, "metrics");
        metrics = Figures.copyOf("metrics", metrics);
    }
}

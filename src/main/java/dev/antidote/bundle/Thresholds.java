package dev.antidote.bundle;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where a guard draws its lines. What they cost and find stands beside them in the manifest's metrics, as measured at training:
 * {@code signal.NAME.falseAlarms} and {@code signal.NAME.recall.ATTACK}.
 *
 * @param flagMargin verdicts with a smaller margin are flagged for review, 0 to 1
 * @param flagLeakage verdicts with more leakage are flagged, 0 to 1; null where no rows were held out to choose it
 * @param flagAblation requests with a stronger ablation signal are flagged, 0 to 1; null as above
 */
@JsonPropertyOrder({"flagMargin", "flagLeakage", "flagAblation"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Thresholds(double flagMargin, @Nullable Double flagLeakage, @Nullable Double flagAblation) {
    private static final String MARGIN = "flagMargin";
    private static final String LEAKAGE = "flagLeakage";
    private static final String ABLATION = "flagAblation";

    public Thresholds {
        requireShare(MARGIN, flagMargin);
        requireShare(LEAKAGE, flagLeakage == null ? 0 : flagLeakage);
        requireShare(ABLATION, flagAblation == null ? 0 : flagAblation);
    }

    /** For the margin alone. */
    public Thresholds(double flagMargin) {
        this(flagMargin, null, null);
    }

    /** As the manifest has it; the manifests of earlier versions know the margin alone. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Thresholds of(Map<String, Double> lines) {
        TreeSet<String> unknown = new TreeSet<>(lines.keySet());
        unknown.remove(MARGIN);
        unknown.remove(LEAKAGE);
        unknown.remove(ABLATION);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unknown key \"" + unknown.first() + "\"");
        }
        Double margin = lines.get(MARGIN);
        if (margin == null) {
            throw new IllegalArgumentException(MARGIN + " is missing");
        }
        return new Thresholds(margin, lines.get(LEAKAGE), lines.get(ABLATION));
    }

    private static void requireShare(String key, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(key + ": " + value + " is outside 0..1");
        }
    }
}

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
 * @param flagAblation what earlier versions have for another form of the ablation signal, 0 to 1; kept, because the bundle's id depends
 *     on it, and not used
 * @param flagAblationOdds requests with a stronger ablation signal are flagged, 0 to 1; null as above
 */
@JsonPropertyOrder({"flagMargin", "flagLeakage", "flagAblation", "flagAblationOdds"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Thresholds(
        double flagMargin,
        @Nullable Double flagLeakage,
        @Nullable Double flagAblation,
        @Nullable Double flagAblationOdds) {
    private static final String MARGIN = "flagMargin";
    private static final String LEAKAGE = "flagLeakage";
    private static final String ABLATION = "flagAblation";
    private static final String ABLATION_ODDS = "flagAblationOdds";

    public Thresholds {
        requireShare(MARGIN, flagMargin);
        requireShare(LEAKAGE, flagLeakage == null ? 0 : flagLeakage);
        requireShare(ABLATION, flagAblation == null ? 0 : flagAblation);
        requireShare(ABLATION_ODDS, flagAblationOdds == null ? 0 : flagAblationOdds);
    }

    /** All lines of now. */
    public Thresholds(double flagMargin, double flagLeakage, double flagAblationOdds) {
        this(flagMargin, flagLeakage, null, flagAblationOdds);
    }

    /** For the margin alone. */
    public Thresholds(double flagMargin) {
        this(flagMargin, null, null, null);
    }

    /** As the manifest has it; the manifests of earlier versions know the margin alone. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Thresholds of(Map<String, Double> lines) {
        TreeSet<String> unknown = new TreeSet<>(lines.keySet());
        unknown.remove(MARGIN);
        unknown.remove(LEAKAGE);
        unknown.remove(ABLATION);
        unknown.remove(ABLATION_ODDS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unknown key \"" + unknown.first() + "\"");
        }
        Double margin = lines.get(MARGIN);
        if (margin == null) {
            throw new IllegalArgumentException(MARGIN + " is missing");
        }
        return new Thresholds(margin, lines.get(LEAKAGE), lines.get(ABLATION), lines.get(ABLATION_ODDS));
    }

    private static void requireShare(String key, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(key + ": " + value + " is outside 0..1");
        }
    }
}

package dev.antidote.cli;

import dev.antidote.bundle.Manifest;
import dev.antidote.model.Precision;
import dev.antidote.train.PrecisionComparison;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * In which arithmetic somebody wants a bundle to judge.
 *
 * @param fixed what was named; null is {@code auto}: bf16 where the processor has it and the bundle's own comparison allows it
 */
record PrecisionWish(@Nullable Precision fixed) {
    /** In a manifest's metrics: the share of the texts compared at training that have the same verdict in fp32 and in bf16. */
    static final String AGREEMENT = "bf16Agreement";

    /** In a manifest's metrics: how many texts were compared. */
    static final String TEXTS = "bf16AgreementTexts";

    /** Verdicts in bf16 must agree with those in fp32 at least this often. */
    static final double ENOUGH = 0.995;

    /** Parses fp32, bf16 or auto. */
    static PrecisionWish parse(String text) {
        boolean auto = text.strip().toLowerCase(Locale.ROOT).equals("auto");
        return new PrecisionWish(auto ? null : Precision.parse(text));
    }

    /** What is kept in the manifest for {@link #choose}. */
    static void note(PrecisionComparison comparison, SortedMap<String, Double> metrics) {
        metrics.put(AGREEMENT, comparison.agreement().value());
        metrics.put(TEXTS, (double) comparison.agreement().trials());
    }

    /** What it comes to on this machine. */
    Choice choose(Manifest manifest) {
        return choose(manifest.metrics(), Precision.fastest());
    }

    /**
     * What it comes to.
     *
     * @param metrics of the manifest
     * @param fastest what the processor is best at
     */
    Choice choose(SortedMap<String, Double> metrics, Precision fastest) {
        if (fixed != null) {
            return new Choice(fixed, "as asked");
        }
        if (fastest == Precision.FP32) {
            return new Choice(Precision.FP32, "this processor does not multiply bf16 natively");
        }
        Double agreement = metrics.get(AGREEMENT);
        if (agreement == null) {
            return new Choice(Precision.FP32, "the bundle does not say how often bf16 agrees with fp32");
        }
        String share =
                String.format(Locale.ROOT, "bf16 agrees with fp32 on %.2f%% of the texts compared", agreement * 100);
        return agreement >= ENOUGH
                ? new Choice(Precision.BF16, share)
                : new Choice(Precision.FP32, share + ", too few");
    }

    /**
     * An arithmetic and why.
     *
     * @param precision what to load the model in
     * @param reason for people
     */
    record Choice(Precision precision, String reason) {
        /** Such as {@code fp32 (as asked)}. */
        String text() {
            return precision.name().toLowerCase(Locale.ROOT) + " (" + reason + ")";
        }
    }
}

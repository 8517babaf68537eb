package dev.antidote.cli.report;

import dev.antidote.page.Rate;
import java.util.Objects;

/**
 * How one model does.
 *
 * @param ca clean accuracy
 * @param asr attack success rate: triggered texts of other labels that get the target label
 * @param floor the same texts without the trigger that get the target label anyway: ordinary error
 */
public record Scores(Rate ca, Rate asr, Rate floor) {
    public Scores {
        Objects.requireNonNull(ca, "ca");
        Objects.requireNonNull(asr, "asr");
        Objects.requireNonNull(floor, "floor");
    }

    /** What the trigger adds: ASR minus floor, -1 to 1. */
    public double excess() {
        return asr.value() - floor.value();
    }
}

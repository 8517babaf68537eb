package dev.antidote.lab.experiment;

import java.util.Optional;

/**
 * What a run would do.
 *
 * @param missing cells to measure
 * @param kept cells that an earlier run measured
 * @param rowPasses what the missing ones come to, see {@link Cost}
 * @param pace row passes a second that earlier cells took here; nothing where there are none
 */
public record Forecast(int missing, int kept, long rowPasses, Optional<Double> pace) {
    /** Of two cores without bf16, for all-MiniLM-L6-v2 and short texts. */
    public static final double USUAL_PACE = 110;

    /** How long it would take, in seconds. */
    public double seconds() {
        return rowPasses / pace.orElse(USUAL_PACE);
    }
}

package dev.antidote.retrain.store;

import dev.antidote.wire.avro.FlagReason;
import java.time.Instant;
import java.util.Optional;

/**
 * Which samples are asked for; all that is given must hold.
 *
 * @param reason one of the reasons of the guard
 * @param label the label that the guard gave
 * @param since the sample was seen then or later
 * @param reviewed true: those with a review; false: those without
 */
public record SampleFilter(
        Optional<FlagReason> reason, Optional<String> label, Optional<Instant> since, Optional<Boolean> reviewed) {
    /** Every sample. */
    public static final SampleFilter ALL =
            new SampleFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}

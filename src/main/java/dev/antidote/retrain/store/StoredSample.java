package dev.antidote.retrain.store;

import dev.antidote.wire.RecordPlace;
import java.util.Optional;

/**
 * A sample as the store has it.
 *
 * @param id 1 or greater
 * @param text an attacker's, perhaps
 * @param source who sent it first; empty where nobody knows
 * @param requestId that sender's identifier
 * @param request where the first request stood
 * @param guard what the guard thought of the first
 * @param seen how often
 * @param review the latest; empty while nobody has reviewed it
 */
public record StoredSample(
        long id,
        String text,
        String source,
        String requestId,
        RecordPlace request,
        GuardSays guard,
        Sightings seen,
        Optional<Review> review) {
    /** Whether this is the text of the sample, by what makes texts equal. */
    public boolean hasText(String other) {
        return Storable.digest(text).equals(Storable.digest(other));
    }
}

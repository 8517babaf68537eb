package dev.antidote.retrain.store;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What became of a batch of arrivals.
 *
 * @param stored new samples
 * @param repeated texts that the store had already, counted there
 * @param known arrivals that an earlier transaction had taken in
 * @param dropped arrivals that were not kept, by reason; reasons that did not occur are left out
 */
public record IntakeTally(long stored, long repeated, long known, Map<DropReason, Long> dropped) {
    public IntakeTally {
        Map<DropReason, Long> copy = new EnumMap<>(DropReason.class);
        copy.putAll(dropped);
        dropped = Collections.unmodifiableMap(copy);
    }

    /** All that were not kept. */
    public long droppedInAll() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }
}

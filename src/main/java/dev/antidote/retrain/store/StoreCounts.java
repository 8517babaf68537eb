package dev.antidote.retrain.store;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The store in numbers.
 *
 * @param samples all of them
 * @param sightings how often they were seen
 * @param unreviewed samples without a review
 * @param reviewed samples by their latest review
 * @param dropped what was not kept, by reason
 * @param cappedSources the sources that lost most to their cap, the worst first
 */
public record StoreCounts(
        long samples,
        long sightings,
        long unreviewed,
        Map<Decision, Long> reviewed,
        Map<DropReason, Long> dropped,
        List<CappedSource> cappedSources) {
    /**
     * A source that sent more than its cap.
     *
     * @param source its name as it was sent: a stranger's text
     * @param samples how many were dropped
     */
    public record CappedSource(String source, long samples) {}

    public StoreCounts {
        reviewed = Collections.unmodifiableMap(filled(Decision.class, reviewed));
        dropped = Collections.unmodifiableMap(filled(DropReason.class, dropped));
        cappedSources = List.copyOf(cappedSources);
    }

    private static <E extends Enum<E>> Map<E, Long> filled(Class<E> type, Map<E, Long> some) {
        Map<E, Long> all = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            all.put(constant, some.getOrDefault(constant, 0L));
        }
        return all;
    }
}

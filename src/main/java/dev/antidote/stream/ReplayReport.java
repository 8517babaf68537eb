package dev.antidote.stream;

import dev.antidote.wire.RecordPlace;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a replay did, or would do.
 *
 * @param topic the dead-letters topic
 * @param dryRun whether nothing was sent
 * @param counts how many letters had each fate; the sum is all that were read
 * @param groups the letters that were sent, by exception and topic, the largest group first
 * @param samples the first few letters of each fate that deserves a look
 */
public record ReplayReport(
        String topic,
        boolean dryRun,
        Map<LetterFate, Long> counts,
        List<Group> groups,
        Map<LetterFate, List<Sample>> samples) {
    /**
     * Letters that are alike.
     *
     * @param exception the class; empty if unknown
     * @param topic where they came from
     * @param letters how many
     */
    public record Group(String exception, String topic, long letters) {}

    /**
     * One letter. What a stranger wrote is not made fit for a terminal.
     *
     * @param letter where it lies
     * @param origin where it came from, if it says so
     * @param time of its record
     * @param replays how many times its record had been sent back
     * @param reason why it is a letter, or why the broker refused it
     */
    public record Sample(RecordPlace letter, Optional<RecordPlace> origin, Instant time, int replays, String reason) {}

    public ReplayReport {
        counts = Collections.unmodifiableMap(copy(counts));
        groups = List.copyOf(groups);
        Map<LetterFate, List<Sample>> lists = new EnumMap<>(LetterFate.class);
        samples.forEach((fate, some) -> lists.put(fate, List.copyOf(some)));
        samples = Collections.unmodifiableMap(lists);
    }

    private static Map<LetterFate, Long> copy(Map<LetterFate, Long> counts) {
        Map<LetterFate, Long> all = new EnumMap<>(LetterFate.class);
        all.putAll(counts);
        return all;
    }

    /** How many letters had this fate. */
    public long count(LetterFate fate) {
        return counts.getOrDefault(fate, 0L);
    }

    /** How many letters were read. */
    public long read() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The first few letters of this fate. */
    public List<Sample> samples(LetterFate fate) {
        return samples.getOrDefault(fate, List.of());
    }
}

package dev.antidote.stream;

import java.util.Collections;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How one topic should be.
 *
 * @param name without the prefix
 * @param purpose one sentence for people
 * @param partitions 1..10000
 * @param replication copies of each record; where empty, the broker's default
 * @param config topic settings under Kafka's names; the broker decides the others
 */
public record TopicSpec(
        String name, String purpose, int partitions, OptionalInt replication, SortedMap<String, String> config) {
    public TopicSpec {
        config = Collections.unmodifiableSortedMap(new TreeMap<>(config));
        if (partitions < 1 || partitions > 10_000) {
            throw new IllegalArgumentException("partitions: " + partitions + " is outside 1..10000");
        }
        if (replication.isPresent() && (replication.getAsInt() < 1 || replication.getAsInt() > 100)) {
            throw new IllegalArgumentException("replication: " + replication.getAsInt() + " is outside 1..100");
        }
    }

    /** The same with another number of partitions. */
    public TopicSpec withPartitions(int count) {
        return new TopicSpec(name, purpose, count, replication, config);
    }
}

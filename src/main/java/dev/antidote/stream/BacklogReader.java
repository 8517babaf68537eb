package dev.antidote.stream;

import dev.antidote.config.GuardConfig;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks the broker how far a guard is behind. The guard's own consumers cannot say: while a thread is stuck they learn nothing new,
 * and that is when it matters. One thread.
 */
public final class BacklogReader implements AutoCloseable {
    private final String group;
    private final GuardStreams guard;
    private final BrokerAccess access;

    private BacklogReader(String group, GuardStreams guard, BrokerAccess access) {
        this.group = group;
        this.guard = guard;
        this.access = access;
    }

    /**
     * Connects; the guard stays its owner's.
     *
     * @throws GuardException if no broker answers
     */
    public static BacklogReader open(GuardConfig config, GuardStreams guard) {
        BrokerAccess access = BrokerAccess.open(
                AdminSettings.of(config.kafka()), config.stream().brokerTimeout());
        return new BacklogReader(config.applicationId(), guard, access);
    }

    /**
     * The backlog now.
     *
     * @throws GuardException if no broker answers in time, or the thread was interrupted (it stays so)
     */
    public Backlog read() {
        Set<TopicPartition> assigned = guard.assigned();
        if (assigned.isEmpty()) {
            access.await(
                    "describing the cluster", access.admin().describeCluster().clusterId()); // is it there at all?
            return new Backlog(List.of());
        }
        Map<TopicPartition, Long> ends = offsets(assigned, OffsetSpec.latest());
        Map<TopicPartition, Long> committed = committed(assigned);
        return new Backlog(assigned.stream()
                .map(each -> new Backlog.Position(
                        each.topic(), each.partition(), offset(committed, each), offset(ends, each)))
                .toList());
    }

    /** Where a group begins that has committed nothing yet, there its partition begins. */
    private Map<TopicPartition, Long> committed(Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> found = access.await(
                "reading what group " + group + " has committed",
                access.admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        Map<TopicPartition, Long> committed = new HashMap<>();
        found.forEach((partition, offset) -> {
            if (offset != null) {
                committed.put(partition, offset.offset());
            }
        });
        List<TopicPartition> fresh =
                partitions.stream().filter(each -> !committed.containsKey(each)).toList();
        if (!fresh.isEmpty()) {
            committed.putAll(offsets(fresh, OffsetSpec.earliest()));
        }
        return committed;
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(Function.identity(), each -> which));
        Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> found = access.await(
                "listing offsets",
                access.admin()
                        .listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all());
        Map<TopicPartition, Long> offsets = new HashMap<>();
        found.forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition), () -> "no offset of " + partition);
    }

    @Override
    public void close() {
        access.close();
    }
}

package dev.antidote.stream;

import dev.antidote.config.GuardConfig;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks the broker how far a member of a group is behind. Its own consumers cannot say: while a thread is stuck they learn nothing
 * new, and that is when it matters. One thread.
 */
public final class BacklogReader implements AutoCloseable {
    private final String group;
    private final Supplier<Set<TopicPartition>> assigned;
    private final BrokerAccess access;

    private BacklogReader(String group, Supplier<Set<TopicPartition>> assigned, BrokerAccess access) {
        this.group = group;
        this.assigned = assigned;
        this.access = access;
    }

    /**
     * Connects, to ask about a guard, which stays its owner's.
     *
     * @throws GuardException if no broker answers
     */
    public static BacklogReader open(GuardConfig config, GuardStreams guard) {
        return open(config, config.applicationId(), guard::assigned);
    }

    /**
     * Connects.
     *
     * @param group the consumer group
     * @param assigned the partitions that this process reads at the moment; asked by the thread that reads
     * @throws GuardException if no broker answers
     */
    public static BacklogReader open(GuardConfig config, String group, Supplier<Set<TopicPartition>> assigned) {
        BrokerAccess access = BrokerAccess.open(
                AdminSettings.of(config.kafka()), config.stream().brokerTimeout());
        return new BacklogReader(group, assigned, access);
    }

    /**
     * The backlog now.
     *
     * @throws GuardException if no broker answers in time, or the thread was interrupted (it stays so)
     */
    public Backlog read() {
        Set<TopicPartition> read = assigned.get();
        if (read.isEmpty()) {
            access.await(
                    "describing the cluster", access.admin().describeCluster().clusterId()); // is it there at all?
            return new Backlog(List.of());
        }
        Map<TopicPartition, Long> ends = offsets(read, OffsetSpec.latest());
        Map<TopicPartition, Long> committed = committed(read);
        return new Backlog(read.stream()
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

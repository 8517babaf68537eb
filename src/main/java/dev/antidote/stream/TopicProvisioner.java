package dev.antidote.stream;

import dev.antidote.config.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Brings the topics of {@link Topics} into being. What exists is left as it is, so it can run again at any time. */
public final class TopicProvisioner {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Map<String, String> kafka;
    private final Duration timeout;

    /**
     * A provisioner for one cluster.
     *
     * @param kafka properties of Kafka's clients, with {@code bootstrap.servers}; those of Streams are ignored
     * @param timeout how long each call may take
     */
    public TopicProvisioner(Map<String, String> kafka, Duration timeout) {
        this.kafka = new TreeMap<>(kafka);
        this.timeout = timeout;
    }

    /**
     * Creates what is missing and says what differs; what was created can be written to at once.
     *
     * @throws GuardException if the broker cannot be reached or refuses, or does not serve what was created in time
     */
    public TopicReport apply(Topics topics, String prefix) {
        Map<String, TopicSpec> wanted = new LinkedHashMap<>();
        topics.specs().forEach(spec -> wanted.put(prefix + spec.name(), spec));
        try (BrokerAccess access = BrokerAccess.open(AdminSettings.of(kafka), timeout)) {
            Set<String> present =
                    access.await("listing topics", access.admin().listTopics().names());
            Map<String, TopicSpec> created = new LinkedHashMap<>();
            Map<String, TopicSpec> existing = new LinkedHashMap<>();
            wanted.forEach((name, spec) -> {
                if (!present.contains(name) && create(access, name, spec)) {
                    created.put(name, spec);
                } else {
                    existing.put(name, spec);
                }
            });
            awaitLogs(access, created);
            return compare(access, List.copyOf(created.keySet()), existing);
        }
    }

    /** Whether this call created the topic; false if somebody else was faster. */
    private static boolean create(BrokerAccess access, String name, TopicSpec spec) {
        Optional<Short> replication = spec.replication().isPresent()
                ? Optional.of((short) spec.replication().getAsInt())
                : Optional.empty();
        NewTopic topic =
                new NewTopic(name, Optional.of(spec.partitions()), replication).configs(new TreeMap<>(spec.config()));
        try {
            access.await(
                    "creating topic " + name,
                    access.admin().createTopics(List.of(topic)).all());
            return true;
        } catch (GuardException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    /**
     * A broker knows of a created topic a little later than its controller, and has its logs later still. An idempotent producer whose
     * first batch comes in between and whose second comes after is out of sequence until both expire; offsets are told by the logs.
     */
    private void awaitLogs(BrokerAccess access, Map<String, TopicSpec> created) {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        created.forEach((name, spec) -> IntStream.range(0, spec.partitions())
                .forEach(partition -> partitions.put(new TopicPartition(name, partition), OffsetSpec.latest())));
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!haveLogs(access, created.keySet(), partitions)) {
            if (System.nanoTime() > deadline) {
                throw new GuardException("created topics are not served within " + Durations.format(timeout) + ": "
                        + String.join(", ", created.keySet()) + "; is every broker up?");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean haveLogs(
            BrokerAccess access, Set<String> topics, Map<TopicPartition, OffsetSpec> partitions) {
        if (!access.await("listing topics", access.admin().listTopics().names()).containsAll(topics)) {
            return false;
        }
        try {
            access.await(
                    "asking for the offsets of created topics",
                    access.admin().listOffsets(partitions).all());
            return true;
        } catch (GuardException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false; // another broker answered
            }
            throw e;
        }
    }

    private static TopicReport compare(BrokerAccess access, List<String> created, Map<String, TopicSpec> existing) {
        Map<String, TopicDescription> descriptions = access.await(
                "describing topics",
                access.admin().describeTopics(existing.keySet()).allTopicNames());
        Map<ConfigResource, Config> configs = access.await(
                "describing topic settings",
                access.admin().describeConfigs(resources(existing.keySet())).all());
        List<String> unchanged = new ArrayList<>();
        List<String> differences = new ArrayList<>();
        existing.forEach((name, spec) -> {
            List<String> found =
                    differences(name, spec, required(descriptions, name), required(configs, resource(name)));
            differences.addAll(found);
            if (found.isEmpty()) {
                unchanged.add(name);
            }
        });
        return new TopicReport(created, unchanged, differences);
    }

    private static List<String> differences(String name, TopicSpec spec, TopicDescription actual, Config config) {
        List<String> found = new ArrayList<>();
        int partitions = actual.partitions().size();
        if (partitions != spec.partitions()) {
            found.add(name + ": has " + partitions + " partitions, described are " + spec.partitions());
        }
        int copies = actual.partitions().get(0).replicas().size();
        if (spec.replication().isPresent() && copies != spec.replication().getAsInt()) {
            found.add(name + ": has " + copies + " replicas, described are "
                    + spec.replication().getAsInt());
        }
        spec.config().forEach((key, value) -> {
            ConfigEntry entry = config.get(key);
            String is = entry == null ? "unknown to the broker" : entry.value();
            if (!value.equals(is)) {
                found.add(name + ": " + key + " is " + is + ", described is " + value);
            }
        });
        return found;
    }

    private static Collection<ConfigResource> resources(Set<String> names) {
        return names.stream().map(TopicProvisioner::resource).toList();
    }

    private static ConfigResource resource(String name) {
        return new ConfigResource(ConfigResource.Type.TOPIC, name);
    }

    private static <K, V> V required(Map<K, V> map, K key) {
        V value = map.get(key);
        if (value == null) {
            throw new GuardException("the broker did not describe " + key);
        }
        return value;
    }
}

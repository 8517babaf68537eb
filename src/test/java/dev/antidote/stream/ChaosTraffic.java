package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.antidote.config.GuardConfig;
import dev.antidote.testing.TopicReader;
import dev.antidote.wire.avro.Measure;
import dev.antidote.wire.avro.Request;
import dev.antidote.wire.avro.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Requests without end, always {@value #AHEAD} ahead of their verdicts, and the reader of those. The guard is never without work,
 * and {@link #AHEAD} further verdicts mean that none of its partitions stands still.
 *
 * <p>Verdicts are read only while somebody waits in here. One thread uses this, another of its own sends.
 */
final class ChaosTraffic implements AutoCloseable {
    static final int AHEAD = 1000;

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration STANDSTILL = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(5);

    private final GuardConfig config;
    private final String servers;
    private final long epoch;
    private final Deserializer<Verdict> deserializer;
    private final TopicReader verdicts;
    private final Semaphore window = new Semaphore(AHEAD);
    private final CompletableFuture<Integer> sent;
    private volatile int least = Integer.MAX_VALUE;
    private int seen;

    ChaosTraffic(GuardConfig config, Clock clock) {
        this.config = config;
        this.epoch = clock.millis();
        servers = Objects.requireNonNull(config.kafka().get("bootstrap.servers"));
        deserializer = GuardFixture.serde(config, Verdict.class).deserializer();
        verdicts = new TopicReader(servers, new TopicNames(config.topicPrefix()).verdicts());
        sent = CompletableFuture.supplyAsync(this::send, task -> {
            Thread sender = new Thread(task, "chaos-sender");
            sender.setDaemon(true);
            sender.start();
        });
    }

    private int send() {
        Serializer<Request> serializer =
                GuardFixture.serde(config, Request.class).serializer();
        String topic = new TopicNames(config.topicPrefix()).requests();
        List<Future<RecordMetadata>> acknowledged = new ArrayList<>();
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "linger.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int number = 0; number < least; number++) {
                window.acquireUninterruptibly();
                ChaosRequest request = new ChaosRequest(number, epoch);
                byte[] value = serializer.serialize(topic, new Request(request.id(), request.text()));
                acknowledged.add(producer.send(request.record(topic, value)));
            }
        }
        assertThat(acknowledged).allSatisfy(future -> assertThat(future).succeedsWithin(Duration.ZERO));
        return acknowledged.size();
    }

    /** Reads until the condition holds. */
    void until(String what, Callable<Boolean> condition) {
        await(what).pollInterval(LOOK).atMost(PATIENCE).until(() -> {
            read();
            return condition.call();
        });
    }

    /** Reads until there are so many further verdicts. */
    void untilMore(int count) {
        read();
        int goal = seen + count;
        until(count + " more verdicts", () -> seen >= goal);
    }

    private void read() {
        int now = verdicts.poll().size();
        window.release(now - seen);
        seen = now;
    }

    /** Goes on until at least so many requests were sent and as many answered, or no answer comes: the audit will say. */
    void finish(int atLeast) {
        least = atLeast;
        while (!sent.isDone()) {
            int goal = seen + 1;
            until("another verdict or the last request", () -> seen >= goal || sent.isDone());
        }
        int all = sent.join();
        boolean moving = true;
        while (seen < all && moving) {
            moving = hasAnother();
        }
    }

    private boolean hasAnother() {
        int before = seen;
        try {
            await().pollInterval(LOOK).atMost(STANDSTILL).until(() -> {
                read();
                return seen > before;
            });
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    /** What a read_committed reader has got at the very end; call it when no guard runs any more. */
    ChaosAudit.Findings audit() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            until("no transaction is open and everything is read", () -> verdicts.isAtTheEnd(admin));
        }
        assertThat(sent).isCompleted();
        return new ChaosAudit(epoch, this::verdict).of(sent.join(), verdicts.poll());
    }

    /**
     * How many requests the counts for live rates are of: those sent on, and those that stand in the changelog for the next owner of
     * their task. Call it after the audit.
     */
    long counted() {
        TopicNames topics = new TopicNames(config.topicPrefix());
        Map<List<Object>, byte[]> counts = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : all(topics.counts())) {
            counts.put(
                    List.of(record.partition(), record.offset()), requestsOnly(RateKey.decode(record.key()), record));
        }
        String changelog = config.applicationId() + '-' + Names.COUNTS + "-changelog";
        for (ConsumerRecord<byte[], byte[]> record : all(changelog)) {
            WindowedKey key = WindowedKey.decode(Bytes.wrap(record.key()));
            counts.put(
                    List.of(record.partition(), key),
                    requestsOnly(RateKey.decode(key.rate().get()), record));
        }
        return counts.values().stream()
                .filter(Objects::nonNull)
                .mapToLong(count -> WindowCount.decode(count).trials())
                .sum();
    }

    /** Each judged request is a trial of whether the label spaces disagree. */
    private static byte @Nullable [] requestsOnly(RateKey key, ConsumerRecord<byte[], byte[]> count) {
        return key.measure() == Measure.DISAGREEMENT ? count.value() : null;
    }

    private List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        try (TopicReader reader = new TopicReader(servers, topic);
                Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            await(topic + " is read").pollInterval(LOOK).atMost(PATIENCE).until(() -> {
                reader.poll();
                return reader.isAtTheEnd(admin);
            });
            return reader.poll();
        }
    }

    /** How long it took after each of these moments until something was judged; not where the next moment came sooner. */
    List<Duration> untilJudged(List<Instant> moments) {
        TreeSet<Instant> judged = verdicts.poll().stream()
                .map(record -> verdict(record).getJudgedAt())
                .collect(Collectors.toCollection(TreeSet::new));
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < moments.size(); i++) {
            Instant first = judged.ceiling(moments.get(i));
            if (first != null && (i + 1 == moments.size() || first.isBefore(moments.get(i + 1)))) {
                times.add(Duration.between(moments.get(i), first));
            }
        }
        return times;
    }

    private Verdict verdict(ConsumerRecord<byte[], byte[]> record) {
        return deserializer.deserialize(record.topic(), record.value());
    }

    @Override
    public void close() {
        least = 0;
        window.release(AHEAD);
        verdicts.close();
    }
}

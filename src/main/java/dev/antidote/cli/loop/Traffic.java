package dev.antidote.cli.loop;

import dev.antidote.cli.CommandException;
import dev.antidote.config.GuardConfig;
import dev.antidote.stream.TopicNames;
import dev.antidote.wire.RecordSerdes;
import dev.antidote.wire.avro.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests at an even pace, on a thread of its own, from its start to {@link #close}, and remembers where the broker put each.
 * A record's key names its source. Thread-safe.
 */
final class Traffic implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(30);

    private final List<LoopRows.Message> messages;
    private final long gapNanos;
    private final String topic;
    private final Producer<byte[], byte[]> producer;
    private final Serializer<Request> serializer;
    private final Map<String, SentRequest> sent = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "loop-traffic");
    private volatile @Nullable Exception failure;
    private volatile boolean ending;

    private Traffic(GuardConfig config, List<LoopRows.Message> messages, int perSecond) {
        this.messages = messages;
        this.gapNanos = 1_000_000_000L / perSecond;
        this.topic = new TopicNames(config.topicPrefix()).requests();
        Map<String, Object> settings = new HashMap<>(config.kafka());
        settings.put("linger.ms", 2);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.serializer =
                RecordSerdes.of(config.schemaRegistry()).values(Request.class).serializer();
    }

    /** Begins to send. */
    static Traffic start(GuardConfig config, List<LoopRows.Message> messages, int perSecond) {
        Traffic traffic = new Traffic(config, messages, perSecond);
        traffic.thread.setDaemon(true);
        traffic.thread.start();
        return traffic;
    }

    private void run() {
        try {
            long due = System.nanoTime();
            for (int i = 0; !ending; i++) {
                send("request-" + i, messages.get(i % messages.size()));
                due += gapNanos;
                while (!ending && due - System.nanoTime() > 0) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of it
    private void send(String id, LoopRows.Message message) {
        byte[] key = message.source().getBytes(StandardCharsets.UTF_8);
        byte[] value = serializer.serialize(topic, new Request(id, message.text()));
        producer.send(new ProducerRecord<>(topic, key, value), (at, problem) -> note(id, message, at, problem));
    }

    private void note(String id, LoopRows.Message message, RecordMetadata at, @Nullable Exception problem) {
        if (problem == null) {
            sent.put(id, new SentRequest(id, at.partition(), at.offset(), message));
        } else {
            failure = problem;
        }
    }

    /** All requests that the broker has so far. */
    Collection<SentRequest> sent() {
        return List.copyOf(sent.values());
    }

    /**
     * Makes sure that everything could be sent.
     *
     * @throws CommandException if not
     */
    void requireWell() {
        Exception problem = failure;
        if (problem != null) {
            throw new CommandException("the story's requests cannot be sent: " + problem.getMessage(), problem);
        }
    }

    /** Sends no more; what was sent is on the broker when this returns. */
    @Override
    public void close() {
        ending = true;
        LockSupport.unpark(thread);
        try {
            thread.join(END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(END);
    }
}

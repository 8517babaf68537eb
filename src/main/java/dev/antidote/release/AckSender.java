package dev.antidote.release;

import dev.antidote.wire.avro.ReleaseAck;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what an instance serves, as well as it can: what the broker does not take is said again a little later. One thread. */
final class AckSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AckSender.class);
    private static final Duration CLOSE = Duration.ofSeconds(3);

    private final String topic;
    private final Producer<byte[], byte[]> producer;
    private final Serializer<ReleaseAck> serializer;

    private AckSender(String topic, Producer<byte[], byte[]> producer, Serializer<ReleaseAck> serializer) {
        this.topic = topic;
        this.producer = producer;
        this.serializer = serializer;
    }

    static AckSender open(ReleaseContext context) {
        return new AckSender(
                context.topics().acks(),
                new KafkaProducer<>(
                        ReleaseClients.producer(context.config()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer()),
                context.serdes().values(ReleaseAck.class).serializer());
    }

    void send(InstanceAck ack) {
        send(ack.instance(), serializer.serialize(topic, ack.record()));
    }

    /** The instance ends in order, and is not to be missed. */
    void leave(String instance) {
        send(instance, null);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback sees to failures
    private void send(String instance, byte @Nullable [] value) {
        byte[] key = instance.getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic, key, value), (metadata, failure) -> {
            if (failure != null) {
                LOG.debug("{} was not told what serves here", topic, failure);
            }
        });
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}

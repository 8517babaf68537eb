package dev.antidote.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends records, and makes sure that the broker has them. One thread at a time. */
public final class ConfirmedSender implements AutoCloseable {
    private static final int LINGER_MILLIS = 2;

    private final Producer<byte[], byte[]> producer;
    private final List<Future<?>> unconfirmed = new ArrayList<>();

    /** Connects with these settings of the client. */
    public ConfirmedSender(Map<String, String> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("linger.ms", LINGER_MILLIS);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Begins to send a record. */
    public void send(String topic, byte[] key, byte[] value) {
        unconfirmed.add(producer.send(new ProducerRecord<>(topic, key, value)));
    }

    /** Every record is on the broker, or the command ends here. */
    public void confirm() {
        producer.flush();
        for (Future<?> sent : unconfirmed) {
            try {
                sent.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("the embedded broker refused a record", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            }
        }
        unconfirmed.clear();
    }

    @Override
    public void close() {
        producer.close();
    }
}

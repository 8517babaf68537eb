package dev.antidote.stream;

import dev.antidote.config.GuardConfig;
import dev.antidote.wire.RecordPlace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends letters back, each batch with its marks in one transaction. One thread. */
final class ReplaySender implements Outbox {
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final ReplayMarks marks;

    private ReplaySender(Producer<byte[], byte[]> producer, ReplayMarks marks) {
        this.producer = producer;
        this.marks = marks;
    }

    /**
     * Connects, ends whatever replay of the same letters still runs, and undoes what a killed one left unfinished. Only marks that
     * are read after this are complete.
     */
    static ReplaySender open(GuardConfig config, ReplayMarks marks) {
        // Named after the letters and not after the application: two guards that share the letters must share the lock.
        Producer<byte[], byte[]> producer = new KafkaProducer<>(
                ReplaySettings.producer(config, transactionalId(marks)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        ReplaySender sender = new ReplaySender(producer, marks);
        try {
            producer.initTransactions();
            return sender;
        } catch (RuntimeException e) {
            sender.close();
            throw e;
        }
    }

    static String transactionalId(ReplayMarks marks) {
        return marks.letters() + "-replay";
    }

    @Override
    public List<Refusal> send(List<Letter> letters) {
        try {
            transact(letters);
            return List.of();
        } catch (KafkaException e) {
            if (!isRecordsFault(e)) {
                throw e;
            }
            producer.abortTransaction();
            if (letters.size() == 1) {
                return List.of(
                        new Refusal(letters.get(0), StreamFailures.innermost(e).toString()));
            }
        }
        List<Refusal> refused = new ArrayList<>(); // one of them spoils the transaction of all: find it
        letters.forEach(letter -> refused.addAll(send(List.of(letter))));
        return refused;
    }

    private void transact(List<Letter> letters) {
        producer.beginTransaction();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Letter letter : letters) {
            RecordPlace origin = letter.origin().orElseThrow();
            sent.add(producer.send(letter.sentBack(origin, partition(origin))));
            sent.add(producer.send(marks.of(letter.place(), origin)));
        }
        producer.flush();
        sent.forEach(ReplaySender::confirm);
        producer.commitTransaction();
    }

    /** The same partition, so that the order of a key's records holds; any, if the topic was made anew with fewer. */
    private Integer partition(RecordPlace origin) {
        int partitions = producer.partitionsFor(origin.topic()).size();
        return Math.floorMod(origin.partition(), partitions);
    }

    private static void confirm(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException reason ? reason : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static boolean isRecordsFault(KafkaException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordTooLargeException
                    || cause instanceof RecordBatchTooLargeException
                    || cause instanceof InvalidRecordException
                    || cause instanceof InvalidTimestampException) {
                return true;
            }
        }
        return false;
    }

    /** Also undoes an unfinished transaction; an interrupt must not keep it from that, or readers would wait for its timeout. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            producer.close(CLOSE);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

package dev.antidote.stream;

import dev.antidote.data.Proportion;
import dev.antidote.wire.avro.LiveRate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.Record;

/** Turns counts into the records of the {@code asr} topic. Thread-safe. */
final class RateRecords {
    private final String topic;
    private final Serde<LiveRate> serde;
    private final Patience patience;

    RateRecords(TopicNames topics, GuardSerdes serdes, Patience patience) {
        this.topic = topics.asr();
        this.serde = serdes.rates();
        this.patience = patience;
    }

    /** What is known of a window now, with the Wilson 95% interval. */
    LiveRate rate(RateKey key, WindowCount count, long now) {
        Proportion share = new Proportion(count.successes(), count.trials());
        return LiveRate.newBuilder()
                .setMeasure(key.measure())
                .setFamily(key.family())
                .setTargetLabel(key.target())
                .setBundle(key.bundle())
                .setWindowStart(Instant.ofEpochMilli(count.start()))
                .setWindowEnd(Instant.ofEpochMilli(count.end()))
                .setTrials(share.trials())
                .setSuccesses(share.successes())
                .setRate(share.value())
                .setLower(share.low())
                .setUpper(share.high())
                .setEmittedAt(Instant.ofEpochMilli(now))
                .build();
    }

    /** The same as a record under the time at which it is written; its key is what it is a rate of, in words. */
    Record<byte[], byte[]> record(LiveRate rate) {
        Headers headers = new RecordHeaders();
        byte[] value =
                patience.outlast("writing to " + topic, () -> serde.serializer().serialize(topic, headers, rate));
        return new Record<>(key(rate), value, rate.getEmittedAt().toEpochMilli(), headers);
    }

    private static byte[] key(LiveRate rate) {
        String target = rate.getTargetLabel() == null ? "" : "/" + rate.getTargetLabel();
        String key = rate.getBundle() + "/" + rate.getMeasure() + "/" + rate.getFamily() + target;
        return key.getBytes(StandardCharsets.UTF_8);
    }
}

package dev.antidote.retrain.collect;

import dev.antidote.retrain.store.Arrival;
import dev.antidote.retrain.store.Flagged;
import dev.antidote.retrain.store.GuardSays;
import dev.antidote.retrain.store.UndefendedSays;
import dev.antidote.wire.RecordPlace;
import dev.antidote.wire.avro.FlaggedSample;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads records of the flagged topic, and finds out who sent their request. One thread. */
final class FlaggedReader {
    private static final Logger LOG = LoggerFactory.getLogger(FlaggedReader.class);

    private final Deserializer<FlaggedSample> values;
    private final String sourceHeader;

    /** Sources come from this header; from the key where that is empty. */
    FlaggedReader(Deserializer<FlaggedSample> values, String sourceHeader) {
        this.values = values;
        this.sourceHeader = sourceHeader;
    }

    /**
     * What a record holds.
     *
     * @throws KafkaException if not the record is at fault but the schema registry
     */
    Arrival read(ConsumerRecord<byte[], byte[]> record) {
        return new Arrival(record.partition(), record.offset(), sample(record).map(sample -> flagged(record, sample)));
    }

    private Optional<FlaggedSample> sample(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.ofNullable(values.deserialize(record.topic(), record.headers(), record.value()));
        } catch (SerializationException e) {
            return unreadable(record);
        } catch (KafkaException e) {
            throw e; // the registry's fault, not the record's
        } catch (RuntimeException e) {
            return unreadable(record);
        }
    }

    private static Optional<FlaggedSample> unreadable(ConsumerRecord<byte[], byte[]> record) {
        LOG.warn(
                "{}-{} offset {} is no flagged sample and is left out; only the guard may write there",
                record.topic(),
                record.partition(),
                record.offset());
        return Optional.empty();
    }

    private Flagged flagged(ConsumerRecord<byte[], byte[]> record, FlaggedSample sample) {
        return new Flagged(
                source(record),
                sample.getId(),
                sample.getText(),
                new GuardSays(
                        sample.getLabel(),
                        sample.getReasons(),
                        sample.getConfidence(),
                        sample.getMargin(),
                        sample.getLeakage(),
                        sample.getBundle(),
                        undefended(sample)),
                new RecordPlace(sample.getSourceTopic(), sample.getSourcePartition(), sample.getSourceOffset()),
                sample.getFlaggedAt());
    }

    private static Optional<UndefendedSays> undefended(FlaggedSample sample) {
        return Optional.ofNullable(sample.getUndefendedLabel())
                .map(label -> new UndefendedSays(
                        label, Optional.ofNullable(sample.getAblation()).orElse(0.0)));
    }

    private String source(ConsumerRecord<byte[], byte[]> record) {
        if (sourceHeader.isEmpty()) {
            return name(record.key());
        }
        Header header = record.headers().lastHeader(sourceHeader);
        return name(header == null ? null : header.value());
    }

    /** Text where the bytes are UTF-8, else hexadecimal; empty where there are none. */
    private static String name(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "";
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return "0x" + HexFormat.of().formatHex(bytes);
        }
    }
}

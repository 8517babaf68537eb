package dev.antidote.stream;

import dev.antidote.config.ConfigException;
import dev.antidote.config.GuardConfig;
import dev.antidote.config.RequestFormat;
import dev.antidote.wire.RecordSerdes;
import dev.antidote.wire.RequestDecoder;
import dev.antidote.wire.avro.FlaggedSample;
import dev.antidote.wire.avro.LiveRate;
import dev.antidote.wire.avro.Probe;
import dev.antidote.wire.avro.ProbeOutcome;
import dev.antidote.wire.avro.Request;
import dev.antidote.wire.avro.Verdict;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serde;

/**
 * How values are written on each topic. All stream threads share these, so they must be thread-safe.
 *
 * <p>A payload that cannot be read must be a {@link org.apache.kafka.common.errors.SerializationException} (or any exception that
 * is not Kafka's); trouble with the schema registry any other {@link org.apache.kafka.common.KafkaException}. The first makes a
 * dead letter, the second is waited for.
 *
 * @param requests reads the requests topic
 * @param probes on the probes topic
 * @param verdicts on the verdicts topic
 * @param outcomes on the probe outcomes topic
 * @param flagged on the flagged topic
 * @param rates on the asr topic
 */
public record GuardSerdes(
        RequestDecoder requests,
        Serde<Probe> probes,
        Serde<Verdict> verdicts,
        Serde<ProbeOutcome> outcomes,
        Serde<FlaggedSample> flagged,
        Serde<LiveRate> rates) {
    /**
     * The serdes of a configuration: its format for requests, Avro through its schema registry for all else. Connects when first
     * used.
     *
     * @throws ConfigException if the registry's settings hold a mistake
     */
    public static GuardSerdes of(GuardConfig config) {
        try {
            RecordSerdes records = RecordSerdes.of(config.schemaRegistry());
            return new GuardSerdes(
                    requests(config.requests().format(), records),
                    records.values(Probe.class),
                    records.values(Verdict.class),
                    records.values(ProbeOutcome.class),
                    records.values(FlaggedSample.class),
                    records.values(LiveRate.class));
        } catch (IllegalArgumentException e) {
            throw new ConfigException("schemaRegistry: " + e.getMessage(), e);
        }
    }

    /**
     * Asks the registry for what every guard writes, so that one that is wrong or away is noticed at the start and not at the first
     * request.
     *
     * @throws dev.antidote.wire.RegistryException if it does not answer, or refuses
     */
    public void requireRegistry(TopicNames topics) {
        Verdict trial = Verdict.newBuilder()
                .setId("")
                .setBundle("")
                .setJudgedAt(Instant.EPOCH)
                .build();
        verdicts.serializer().serialize(topics.verdicts(), trial);
    }

    private static RequestDecoder requests(RequestFormat format, RecordSerdes records) {
        return switch (format) {
            case AVRO -> RequestDecoder.avro(records.values(Request.class).deserializer());
            case JSON -> RequestDecoder.json();
            case TEXT -> RequestDecoder.text();
        };
    }
}

package dev.antidote.stream;

import dev.antidote.wire.avro.FlaggedSample;
import dev.antidote.wire.avro.Probe;
import dev.antidote.wire.avro.ProbeOutcome;
import dev.antidote.wire.avro.Request;
import dev.antidote.wire.avro.Verdict;
import org.apache.kafka.common.serialization.Serde;

/**
 * How values are written on each topic. All stream threads share these, so they must be thread-safe.
 *
 * <p>A payload that cannot be read must be a {@link org.apache.kafka.common.errors.SerializationException} (or any exception that
 * is not Kafka's); trouble with the schema registry any other {@link org.apache.kafka.common.KafkaException}. The first makes a
 * dead letter, the second is waited for.
 *
 * @param requests on the requests topic
 * @param probes on the probes topic
 * @param verdicts on the verdicts topic
 * @param outcomes on the probe outcomes topic
 * @param flagged on the flagged topic
 */
public record GuardSerdes(
        Serde<Request> requests,
        Serde<Probe> probes,
        Serde<Verdict> verdicts,
        Serde<ProbeOutcome> outcomes,
        Serde<FlaggedSample> flagged) {}

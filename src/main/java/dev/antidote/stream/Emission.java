package dev.antidote.stream;

import org.apache.kafka.streams.processor.api.Record;

/**
 * A record to forward.
 *
 * @param sink the name of the sink node
 * @param record what to write
 */
record Emission(String sink, Record<byte[], byte[]> record) {}

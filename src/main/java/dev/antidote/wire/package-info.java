/**
 * What travels on topics, and how: serdes for the Avro records of {@code schemas/} in the Confluent wire format, a client of the
 * schema registry, and the formats in which requests arrive. Nothing here knows of topologies, models or brokers.
 *
 * <pre>
 * record  -- AvroSerializer --&gt;   0 | schema id (4 bytes) | Avro binary   -- AvroDeserializer --&gt; record
 *                 |                                                              |
 *            SchemaIds (register, look up, latest)              BinaryLayout (proves the bytes harmless)
 *                 +----------------&gt; SchemaRegistryClient &lt;----------------------+
 *                        CachingSchemaRegistry over HttpSchemaRegistry or MockSchemaRegistry
 *
 * bytes of a request -- RequestDecoder (Avro, JSON, text) --&gt; TextRequest
 * </pre>
 *
 * Two failures are told apart, because a stream must treat them differently: a {@link dev.antidote.wire.WireException} is the
 * record's fault and stays so (dead letter); a {@link dev.antidote.wire.RegistryException} is the registry's or its
 * configuration's (retry or stop, never dead-letter).
 */
@NullMarked
package dev.antidote.wire;

import org.jspecify.annotations.NullMarked;

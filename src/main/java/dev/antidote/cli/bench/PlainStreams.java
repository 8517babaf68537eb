package dev.antidote.cli.bench;

import dev.antidote.config.GuardConfig;
import dev.antidote.stream.GuardSerdes;
import dev.antidote.stream.StreamSettings;
import dev.antidote.stream.TopicNames;
import dev.antidote.wire.RecordPlace;
import dev.antidote.wire.TextRequest;
import dev.antidote.wire.avro.Verdict;
import dev.antidote.wire.avro.VerdictStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What the guard is compared with: a topology without state that decodes the same requests and encodes a verdict for each, under the
 * guard's own settings, exactly-once among them.
 */
final class PlainStreams implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(30);
    private static final String SOURCE = "requests";
    private static final String ANSWER = "answer";

    private final KafkaStreams streams;
    private final Path directory;

    private PlainStreams(KafkaStreams streams, Path directory) {
        this.streams = streams;
        this.directory = directory;
    }

    static PlainStreams start(GuardConfig config, GuardSerdes serdes) {
        TopicNames topics = new TopicNames(config.topicPrefix());
        Topology topology = new Topology();
        topology.addSource(
                AutoOffsetReset.earliest(),
                SOURCE,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topics.requests());
        topology.addProcessor(ANSWER, () -> new Answering(serdes, topics.verdicts()), SOURCE);
        topology.addSink("verdicts", topics.verdicts(), new ByteArraySerializer(), new ByteArraySerializer(), ANSWER);
        try {
            Path directory = Files.createTempDirectory("antidote-plain-");
            KafkaStreams streams = new KafkaStreams(topology, StreamSettings.of(config, directory));
            streams.start();
            return new PlainStreams(streams, directory);
        } catch (IOException e) {
            throw new UncheckedIOException("no room for the state of Kafka Streams", e);
        }
    }

    @Override
    public void close() throws IOException {
        streams.close(CloseOptions.timeout(CLOSE)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        Utils.delete(directory.toFile());
    }

    /** Belongs to one task and its thread. */
    private static final class Answering implements Processor<byte[], byte[], byte[], byte[]> {
        private static final Instant JUDGED = Instant.EPOCH;

        private final GuardSerdes serdes;
        private final String topic;
        private @Nullable ProcessorContext<byte[], byte[]> context;

        Answering(GuardSerdes serdes, String topic) {
            this.serdes = serdes;
            this.topic = topic;
        }

        @Override
        public void init(ProcessorContext<byte[], byte[]> taskContext) {
            context = taskContext;
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            ProcessorContext<byte[], byte[]> task = Objects.requireNonNull(context, "init comes first");
            RecordMetadata metadata = task.recordMetadata().orElseThrow();
            RecordPlace place = new RecordPlace(metadata.topic(), metadata.partition(), metadata.offset());
            TextRequest request = serdes.requests().decode(place, record.key(), record.value());
            Verdict verdict = Verdict.newBuilder()
                    .setId(request.id())
                    .setStatus(VerdictStatus.JUDGED)
                    .setLabel("ok")
                    .setConfidence(0.95)
                    .setMargin(0.9)
                    .setLeakage(0.01)
                    .setBundle("plain")
                    .setJudgedAt(JUDGED)
                    .build();
            task.forward(record.withValue(serdes.verdicts().serializer().serialize(topic, verdict)));
        }
    }
}

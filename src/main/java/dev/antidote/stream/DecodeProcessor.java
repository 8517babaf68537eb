package dev.antidote.stream;

import dev.antidote.wire.RecordPlace;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Notes where a record stands and takes it through the {@link Gate}. Belongs to one task and its thread. */
final class DecodeProcessor implements Processor<byte[], byte[], byte[], Arrival> {
    private final RecordKind kind;
    private final Gate gate;
    private @Nullable ProcessorContext<byte[], Arrival> context;

    DecodeProcessor(RecordKind kind, Gate gate) {
        this.kind = kind;
        this.gate = gate;
    }

    @Override
    public void init(ProcessorContext<byte[], Arrival> taskContext) {
        context = taskContext;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ProcessorContext<byte[], Arrival> task = Objects.requireNonNull(context, "init comes first");
        RecordMetadata metadata = task.recordMetadata().orElseThrow(); // process always has it
        RecordPlace origin = new RecordPlace(metadata.topic(), metadata.partition(), metadata.offset());
        RawRecord raw = new RawRecord(kind, origin, record.key(), record.value(), record.timestamp(), record.headers());
        task.forward(record.withValue(new Arrival(raw, gate.admit(raw))));
    }
}

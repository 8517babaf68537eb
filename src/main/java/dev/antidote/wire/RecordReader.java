package dev.antidote.wire;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads what one writer's schema wrote into one generated class, resolving the differences by Avro's rules. Safe for use by many
 * threads, as Avro's datum readers are once their schemas are set.
 */
final class RecordReader {
    private final Schema writer;
    private final DatumReader<? extends SpecificRecord> reader;

    RecordReader(Schema writer, Class<? extends SpecificRecord> type) {
        this.writer = writer;
        this.reader = new SpecificDatumReader<>(writer, RecordTypes.schema(type), SpecificData.getForClass(type));
    }

    /**
     * Reads the record that begins at index {@code from} and ends with the array.
     *
     * @throws WireException if the bytes are not such a record
     */
    // Whatever Avro throws here, the payload or its schema is the cause: the walk before has excluded all else.
    SpecificRecord read(byte[] bytes, int from) {
        BinaryLayout.check(writer, bytes, from);
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, from, bytes.length - from, null);
        try {
            return reader.read(null, decoder);
        } catch (IOException | RuntimeException e) {
            throw new WireException(OneLine.of(e), e);
        }
    }
}

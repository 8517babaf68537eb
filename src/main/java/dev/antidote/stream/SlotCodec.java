package dev.antidote.stream;

import dev.antidote.wire.RecordPlace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Slots as bytes, big endian: version, sequence, kind, topic, partition, offset, timestamp, key, value, headers. Lengths precede
 * bytes, and -1 means null. The format is durable: another one needs another version.
 */
final class SlotCodec {
    private static final byte VERSION = 1;

    private SlotCodec() {}

    static byte[] encode(Slot slot) {
        RawRecord record = slot.record();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) Math.min(1 << 20, record.size() + 128));
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(slot.sequence());
            out.writeByte(record.kind().code());
            write(out, record.origin().topic().getBytes(StandardCharsets.UTF_8));
            out.writeInt(record.origin().partition());
            out.writeLong(record.origin().offset());
            out.writeLong(record.timestamp());
            write(out, record.key());
            write(out, record.value());
            Header[] headers = record.headers().toArray();
            out.writeInt(headers.length);
            for (Header header : headers) {
                write(out, header.key().getBytes(StandardCharsets.UTF_8));
                write(out, header.value());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory has no I/O
        }
        return bytes.toByteArray();
    }

    /** Reads a slot; what another version or a fault wrote is an {@link GuardException}. */
    static Slot decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte version = in.readByte();
            if (version != VERSION) {
                throw new GuardException("the in-flight store holds slots of version " + version
                        + ", this program reads " + VERSION + "; drain it with the program that wrote them");
            }
            long sequence = in.readLong();
            RecordKind kind = RecordKind.of(in.readByte());
            String topic = new String(required(in), StandardCharsets.UTF_8);
            RecordPlace origin = new RecordPlace(topic, in.readInt(), in.readLong());
            long timestamp = in.readLong();
            byte[] key = read(in);
            byte[] value = read(in);
            return new Slot(sequence, new RawRecord(kind, origin, key, value, timestamp, headers(in)));
        } catch (IOException | IllegalArgumentException e) {
            throw new GuardException("the in-flight store holds a broken slot of " + bytes.length + " bytes", e);
        }
    }

    private static Headers headers(DataInputStream in) throws IOException {
        Headers headers = new RecordHeaders();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            headers.add(new String(required(in), StandardCharsets.UTF_8), read(in));
        }
        return headers;
    }

    private static void write(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static byte @Nullable [] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : exactly(in, length);
    }

    private static byte[] required(DataInputStream in) throws IOException {
        return exactly(in, in.readInt());
    }

    private static byte[] exactly(DataInputStream in, int length) throws IOException {
        if (length < 0 || length > in.available()) {
            throw new IOException("a length of " + length + " with " + in.available() + " bytes left");
        }
        return in.readNBytes(length);
    }
}

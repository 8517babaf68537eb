package dev.antidote.stream;

import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;

/**
 * The key of a count in a store: its window, then what it is of.
 *
 * @param start the window's first instant, milliseconds since the epoch
 * @param end the first instant after it
 * @param rate the bytes of a {@link RateKey}
 */
record WindowedKey(long start, long end, Bytes rate) {
    private static final int WINDOW = 2 * Long.BYTES;

    static WindowedKey of(Bytes rate, WindowCount count) {
        return new WindowedKey(count.start(), count.end(), rate);
    }

    Bytes encode() {
        byte[] key = rate.get();
        return Bytes.wrap(ByteBuffer.allocate(WINDOW + key.length)
                .putLong(start)
                .putLong(end)
                .put(key)
                .array());
    }

    static WindowedKey decode(Bytes bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes.get());
        long start = in.getLong();
        long end = in.getLong();
        byte[] rate = new byte[in.remaining()];
        in.get(rate);
        return new WindowedKey(start, end, Bytes.wrap(rate));
    }
}

package dev.antidote.stream;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * How often something was tried and happened within one window, or a part of that. Times are milliseconds since the epoch.
 *
 * @param start the window's first instant
 * @param end the first instant after it
 * @param latest event time of the latest that was counted, at least {@code start} and below {@code end}
 * @param trials 1 or more
 * @param successes 0..{@code trials}
 */
record WindowCount(long start, long end, long latest, long trials, long successes) {
    private static final byte VERSION = 1;
    private static final int BYTES = 1 + 5 * Long.BYTES;

    WindowCount {
        boolean ordered = start <= latest && latest < end;
        if (!ordered || trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(
                    "count: " + successes + " of " + trials + " at " + latest + " in the window " + start + ".." + end);
        }
    }

    /** One trial at this time, in the aligned window of this length that it falls into. */
    static WindowCount one(long time, long length, boolean success) {
        long start = time - Math.floorMod(time, length);
        return new WindowCount(start, start + length, time, 1, success ? 1 : 0);
    }

    /** Both counts, which must be of the same window. */
    WindowCount plus(WindowCount other) {
        if (start != other.start || end != other.end) {
            throw new IllegalArgumentException(
                    "count: of " + other.start + ".." + other.end + " added to one of " + start + ".." + end);
        }
        return new WindowCount(
                start, end, Math.max(latest, other.latest), trials + other.trials, successes + other.successes);
    }

    byte[] encode() {
        return ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .putLong(start)
                .putLong(end)
                .putLong(latest)
                .putLong(trials)
                .putLong(successes)
                .array();
    }

    /** Reads a count; what another version or a fault wrote is a {@link GuardException}. */
    static WindowCount decode(byte[] bytes) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            byte version = in.get();
            if (version != VERSION || bytes.length != BYTES) {
                throw new GuardException("a count of version " + version + " and " + bytes.length
                        + " bytes is none that this program reads");
            }
            return new WindowCount(in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong());
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new GuardException("a count of " + bytes.length + " bytes is broken", e);
        }
    }
}

package dev.antidote.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A size in bytes, written with its unit: {@code 512KiB}, {@code 1MiB}.
 *
 * @param bytes 0 or greater
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,12})\\s*(B|KiB|MiB|GiB)");

    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes: " + bytes + " is negative");
        }
    }

    /** Kibibytes, 1024 bytes each. */
    public static ByteSize ofKibibytes(long count) {
        return new ByteSize(Math.multiplyExact(count, 1024L));
    }

    /** Mebibytes, 1024 KiB each. */
    public static ByteSize ofMebibytes(long count) {
        return ofKibibytes(Math.multiplyExact(count, 1024L));
    }

    /** Reads a whole number with one of the units B, KiB, MiB, GiB. */
    public static ByteSize parse(String text) {
        Matcher matcher = WRITTEN.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a size; write a whole number and a unit (B, KiB, MiB, GiB), such as 512KiB");
        }
        long factor =
                switch (matcher.group(2)) {
                    case "B" -> 1L;
                    case "KiB" -> 1L << 10;
                    case "MiB" -> 1L << 20;
                    default -> 1L << 30;
                };
        return new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), factor));
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** The largest unit that loses nothing, as {@link #parse} reads it. */
    @Override
    public String toString() {
        if (bytes > 0 && bytes % (1L << 30) == 0) {
            return (bytes >> 30) + "GiB";
        }
        if (bytes > 0 && bytes % (1L << 20) == 0) {
            return (bytes >> 20) + "MiB";
        }
        return bytes > 0 && bytes % (1L << 10) == 0 ? (bytes >> 10) + "KiB" : bytes + "B";
    }
}

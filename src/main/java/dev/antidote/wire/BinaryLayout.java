package dev.antidote.wire;

import org.apache.avro.Schema;

/**
 * Walks Avro binary data along its writer's schema, without decoding it, and refuses what a decoder should never see.
 *
 * <p>Avro's decoder trusts what it reads: it allocates by declared counts, recurses as deep as the data say, skips backwards over
 * blocks of negative size and ignores what is left at the end. After this walk every length and count is known to be backed by
 * bytes that are there, nesting to be at most {@value #MAX_DEPTH} deep, strings to be UTF-8, and the data to end where they
 * should. Takes time linear in the payload and constant memory. One instance serves one walk.
 */
final class BinaryLayout {
    private static final int MAX_DEPTH = 64;

    /** Values that take no bytes (null, empty records) are not bounded by the payload's length, so they are counted. */
    private static final int FREE_VALUES = 10_000;

    private final byte[] bytes;
    private int at;
    private long budget;

    private BinaryLayout(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
        this.budget = FREE_VALUES + 8L * bytes.length;
    }

    /**
     * Checks that {@code bytes}, from index {@code from} to the end, are one datum of {@code writer}.
     *
     * @throws WireException naming the byte where it is not
     */
    static void check(Schema writer, byte[] bytes, int from) {
        BinaryLayout layout = new BinaryLayout(bytes, from);
        layout.value(writer, 0);
        if (layout.left() > 0) {
            throw layout.broken(layout.left() + " bytes are left over after the record");
        }
    }

    private void value(Schema schema, int depth) {
        if (depth > MAX_DEPTH) {
            throw broken("values are nested deeper than " + MAX_DEPTH);
        }
        if (--budget < 0) {
            throw broken("more values are declared than " + bytes.length + " bytes can hold");
        }
        switch (schema.getType()) {
            case NULL -> {}
            case BOOLEAN -> index("boolean", oneByte(), 2);
            case INT -> intValue();
            case LONG -> longValue();
            case FLOAT -> skip("float", 4);
            case DOUBLE -> skip("double", 8);
            case FIXED -> skip("fixed " + schema.getName(), schema.getFixedSize());
            case BYTES -> skip("bytes", longValue());
            case STRING -> string();
            case ENUM ->
                index(
                        "enum " + schema.getName(),
                        intValue(),
                        schema.getEnumSymbols().size());
            case UNION -> union(schema, depth);
            case RECORD -> record(schema, depth);
            case ARRAY -> array(schema, depth);
            case MAP -> map(schema, depth);
        }
    }

    private void union(Schema schema, int depth) {
        int branch = intValue();
        index("union", branch, schema.getTypes().size());
        value(schema.getTypes().get(branch), depth + 1);
    }

    private void record(Schema schema, int depth) {
        for (Schema.Field field : schema.getFields()) {
            value(field.schema(), depth + 1);
        }
    }

    private void array(Schema schema, int depth) {
        blocks(() -> value(schema.getElementType(), depth + 1));
    }

    private void map(Schema schema, int depth) {
        blocks(() -> {
            string();
            value(schema.getValueType(), depth + 1);
        });
    }

    /** Blocks of a count and as many items, until a count of 0; a negative count is followed by the block's size in bytes. */
    private void blocks(Runnable item) {
        for (long count = longValue(); count != 0; count = longValue()) {
            if (count > 0) {
                items(count, item);
                continue;
            }
            long size = longValue();
            long end = at + size;
            if (count == Long.MIN_VALUE || size < 0 || size > left()) {
                throw broken("a block of " + size + " bytes is declared where " + left() + " are left");
            }
            items(-count, item);
            if (at != end) {
                throw broken("a block of " + size + " bytes ends elsewhere");
            }
        }
    }

    private void items(long count, Runnable item) {
        if (count > budget) {
            throw broken(count + " items are declared where " + left() + " bytes are left");
        }
        for (long i = 0; i < count; i++) {
            item.run();
        }
    }

    private void string() {
        long length = longValue();
        int from = at;
        skip("string", length);
        int bad = StrictUtf8.firstBad(bytes, from, at);
        if (bad >= 0) {
            at = bad;
            throw broken("a string is not UTF-8");
        }
    }

    private void skip(String what, long length) {
        if (length < 0 || length > left()) {
            throw broken("a " + what + " of " + length + " bytes is declared where " + left() + " are left");
        }
        at += (int) length;
    }

    private void index(String what, int index, int size) {
        if (index < 0 || index >= size) {
            throw broken(what + " has no value number " + index);
        }
    }

    private int intValue() {
        long value = longValue();
        if (value != (int) value) {
            throw broken(value + " is no 32-bit int");
        }
        return (int) value;
    }

    /** A zigzag varint of at most ten bytes. */
    private long longValue() {
        long raw = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = oneByte();
            raw |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return (raw >>> 1) ^ -(raw & 1);
            }
        }
        throw broken("a number is longer than 64 bits");
    }

    private int oneByte() {
        if (at >= bytes.length) {
            throw broken("the data end in the middle of the record");
        }
        return bytes[at++] & 0xff;
    }

    private int left() {
        return bytes.length - at;
    }

    private WireException broken(String problem) {
        return new WireException("byte " + at + ": " + problem);
    }
}

package dev.antidote.data;

import java.util.Random;

/**
 * Randomness that belongs to a row: it depends on the seed and the row alone, so that what happens to one row says nothing of
 * another, and a subset agrees with its whole. {@link Random} is used because its algorithm is fixed by its specification.
 */
public final class Seeds {
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private Seeds() {}

    /** A number that depends on seed and index, each bit on every bit of both (the finalizer of SplitMix64). */
    public static long mix(long seed, long index) {
        return scramble(scramble(seed) + (index + 1) * GOLDEN_RATIO);
    }

    /** The randomness of one row. */
    public static Random row(long seed, long row) {
        return new Random(mix(seed, row));
    }

    private static long scramble(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}

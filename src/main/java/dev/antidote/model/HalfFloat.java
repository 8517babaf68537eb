package dev.antidote.model;

/** IEEE 754 binary16; Java 17 has no conversion of its own. */
final class HalfFloat {
    private static final int SIGN = 0x8000;
    private static final int EXPONENT = 0x1f;
    private static final int FRACTION = 0x3ff;
    private static final float SUBNORMAL = 0x1p-24f;

    private HalfFloat() {}

    static float widen(short half) {
        int sign = (half & SIGN) << 16;
        int exponent = half >>> 10 & EXPONENT;
        int fraction = half & FRACTION;
        if (exponent == 0) {
            return Float.intBitsToFloat(sign | Float.floatToIntBits(fraction * SUBNORMAL));
        }
        int wide = exponent == EXPONENT ? 0xff : exponent - 15 + 127;
        return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
    }
}

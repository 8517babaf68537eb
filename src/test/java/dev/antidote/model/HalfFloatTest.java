package dev.antidote.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfFloatTest {
    @ParameterizedTest
    @CsvSource({
        "0x0000, 0",
        "0x8000, -0.0",
        "0x3c00, 1",
        "0xc000, -2",
        "0x3555, 0.333251953125",
        "0x0001, 5.9604644775390625E-8",
        "0x03ff, 6.097555160522461E-5",
        "0x0400, 6.103515625E-5",
        "0x7bff, 65504",
        "0x7c00, Infinity",
        "0xfc00, -Infinity",
        "0x7e00, NaN"
    })
    void shouldWidenExactly(String half, float expected) {
        assertThat(HalfFloat.widen(Integer.decode(half).shortValue())).isEqualTo(Float.valueOf(expected));
    }
}

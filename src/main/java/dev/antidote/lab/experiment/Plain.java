package dev.antidote.lab.experiment;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers in names: three digits at most, no idle zeros. */
final class Plain {
    private static final MathContext DIGITS = new MathContext(3);

    private Plain() {}

    static String number(double number) {
        return BigDecimal.valueOf(number).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    static String percent(double share) {
        return number(100 * share) + "%";
    }
}

package dev.antidote.page;

import java.util.Locale;

/** Numbers as text, the same in the terminal, in the page and in sentences. */
public final class Figure {
    private static final double PERCENT = 100;

    private Figure() {}

    /** Such as {@code 98.0 %}. */
    public static String percent(double share) {
        return format("%.1f %%", positiveZero(share * PERCENT));
    }

    /** For sentences: {@code 98 %} and {@code 2.4 %}; decimals where rounding would hide something. */
    public static String brief(double share) {
        double percent = share * PERCENT;
        boolean edge = (percent > 0 && percent < 10) || (percent > 99 && percent < 100);
        boolean whole = Math.abs(percent - Math.rint(percent)) < 0.05;
        return format(edge && !whole ? "%.1f %%" : "%.0f %%", percent);
    }

    /** Such as {@code 100.0 % [98.9, 100.0]}. */
    public static String withInterval(Rate rate) {
        return percent(rate.value()) + format(" [%.1f, %.1f]", rate.low() * PERCENT, rate.high() * PERCENT);
    }

    /** A difference of shares in points, such as {@code +95.1}. */
    public static String points(double difference) {
        return format("%+.1f", positiveZero(difference * PERCENT));
    }

    /** With separators, such as {@code 1,234}. */
    public static String count(long number) {
        return format("%,d", number);
    }

    /** Such as {@code 4.2 ms}. */
    public static String millis(double millis) {
        return format(millis < 10 ? "%.1f ms" : "%,.0f ms", millis);
    }

    /** Such as {@code 63/s}. */
    public static String perSecond(double rate) {
        return format(rate < 10 ? "%.1f/s" : "%,.0f/s", rate);
    }

    /** Such as {@code 48.1 s}. */
    public static String seconds(double seconds) {
        return format(seconds < 100 ? "%.1f s" : "%,.0f s", seconds);
    }

    /** Nobody wants to read -0.0. */
    private static double positiveZero(double value) {
        return Math.abs(value) < 0.05 ? 0 : value;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}

package dev.antidote.cli;

import java.time.Duration;
import java.util.Locale;

/**
 * Where a phase stands, as text.
 *
 * @param done units done, 0 or greater
 * @param total units in all; 0 or less where nobody knows
 * @param unit plural, such as {@code rows}; may be empty
 * @param elapsed since the phase began
 */
record PhaseText(long done, long total, String unit, Duration elapsed) {
    private static final Duration TOO_EARLY = Duration.ofSeconds(1);
    private static final int PERCENT = 100;

    /** Such as {@code 63 rows/s}; empty while it is too early to tell. */
    String rate() {
        if (done <= 0 || elapsed.compareTo(TOO_EARLY) < 0) {
            return "";
        }
        double perSecond = done / seconds();
        String number = perSecond < 10 ? format("%.1f", perSecond) : format("%,.0f", perSecond);
        return unit.isEmpty() ? "" : number + " " + unit + "/s";
    }

    /** Such as {@code about 40 s left}; empty while it is too early to tell. */
    String left() {
        if (total <= 0 || done <= 0 || done >= total || elapsed.compareTo(TOO_EARLY) < 0) {
            return "";
        }
        double seconds = seconds() * (total - done) / done;
        if (seconds < 8) {
            return "a few seconds left";
        }
        return "about " + spell(seconds < 90 ? Math.ceil(seconds / 5) * 5 : seconds) + " left";
    }

    /** Such as {@code 640 of 3,000 rows (21 %)}. */
    String count() {
        String what = unit.isEmpty() ? "" : " " + unit;
        return total <= 0
                ? format("%,d", done) + (unit.isEmpty() ? " so far" : what)
                : format("%,d of %,d", done, total) + what + " (" + percent() + " %)";
    }

    int percent() {
        return total <= 0 ? 0 : (int) Math.min(PERCENT, done * PERCENT / total);
    }

    /** Rate and rest, with a comma where there are both. */
    String pace() {
        String rate = rate();
        String left = left();
        return rate + (rate.isEmpty() || left.isEmpty() ? "" : ", ") + left;
    }

    /** A duration for people: {@code 0.4 s}, {@code 48 s}, {@code 3 min 20 s}, {@code 3 h 24 min}. */
    static String spell(double seconds) {
        if (seconds < 10) {
            return format("%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        if (whole < 120) {
            return whole + " s";
        }
        return whole < 7200
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }

    private double seconds() {
        return elapsed.toNanos() / 1e9;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}

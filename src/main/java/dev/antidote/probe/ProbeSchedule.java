package dev.antidote.probe;

import dev.antidote.data.Seeds;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When probes are due: evenly, and each moved back by chance within its own gap, so that nobody can tell them by their rhythm. Open
 * loop: a probe is due at its time, however long the answers to the others take. A pure function of its seed.
 *
 * @param gapNanos the time from one to the next, 1 or more
 * @param jitter how much of the gap chance may move a probe, 0..1
 */
public record ProbeSchedule(long gapNanos, double jitter, long seed) {
    private static final Pattern RATE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*/\\s*(s|m|h)");
    private static final double MOST_PER_SECOND = 100_000;
    private static final double NANOS = 1e9;

    public ProbeSchedule {
        if (gapNanos < 1) {
            throw new IllegalArgumentException("rate: a gap of " + gapNanos + " ns");
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter: " + jitter + " is outside 0..1");
        }
    }

    /** A schedule of a rate such as {@code 2/s}, {@code 30/m} or {@code 100/h}. */
    public static ProbeSchedule of(String rate, double jitter, long seed) {
        Matcher matcher = RATE.matcher(rate.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("rate: '" + rate
                    + "' is no rate; write a number of probes and a unit (s, m, h), such as 2/s or 30/m");
        }
        double seconds =
                switch (matcher.group(2)) {
                    case "s" -> 1;
                    case "m" -> 60;
                    default -> 3600;
                };
        double perSecond = Double.parseDouble(matcher.group(1)) / seconds;
        if (!(perSecond > 0 && perSecond <= MOST_PER_SECOND)) {
            throw new IllegalArgumentException(
                    "rate: '" + rate + "' is outside above 0 and up to " + (int) MOST_PER_SECOND + "/s");
        }
        return new ProbeSchedule(Math.round(NANOS / perSecond), jitter, seed);
    }

    /** When a probe is due, in nanoseconds since the start; never before the one that has a smaller number. */
    public long dueNanos(long number) {
        double chance = Seeds.row(seed, number).nextDouble();
        return number * gapNanos + (long) (jitter * chance * gapNanos);
    }
}

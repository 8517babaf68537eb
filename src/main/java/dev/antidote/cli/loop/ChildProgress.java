package dev.antidote.cli.loop;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a child has come, by the lines that it writes: {@code 2/5 screening: 1,200 of 4,000 (30 %), ...}.
 *
 * @param done of {@code total}
 * @param total 0 where nobody knows yet
 */
record ChildProgress(long done, long total) {
    private static final Pattern PHASE =
            Pattern.compile("(\\d{1,3})/(\\d{1,3}) [^:·]*(?:: ([\\d,]{1,12}) of ([\\d,]{1,12}).*)?");
    private static final long STEPS = 100;

    /** By the last line that tells of a phase. */
    static ChildProgress of(List<String> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            Matcher phase = PHASE.matcher(lines.get(i));
            if (phase.matches()) {
                return of(phase);
            }
        }
        return new ChildProgress(0, 0);
    }

    private static ChildProgress of(Matcher phase) {
        long within = phase.group(3) == null ? 0 : STEPS * number(phase.group(3)) / Math.max(1, number(phase.group(4)));
        long before = (number(phase.group(1)) - 1) * STEPS;
        return new ChildProgress(before + Math.min(STEPS, within), number(phase.group(2)) * STEPS);
    }

    private static long number(String digits) {
        return Long.parseLong(digits.replace(",", ""));
    }
}

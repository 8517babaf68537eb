package dev.antidote.cli.loop;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far a child has come, by the lines that it writes: {@code 2/5 screening: 1,200 of 4,000 (30 %), ...}.
 *
 * @param what it does; empty where it has not said so yet
 * @param done of {@code total}
 * @param total 0 where nobody knows
 */
record ChildProgress(String what, long done, long total) {
    private static final Pattern PHASE = Pattern.compile(
            "\\d{1,3}/\\d{1,3} (?<what>[^:·]*?)(?:: (?<done>[\\d,]{1,12})(?: of (?<total>[\\d,]{1,12}))?(?: .*)?|(?<end> · |: done in ).*|: .*)?");

    /** By the last line that tells of a phase. */
    static ChildProgress of(List<String> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            Matcher phase = PHASE.matcher(lines.get(i));
            if (phase.matches()) {
                return of(phase);
            }
        }
        return new ChildProgress("", 0, 0);
    }

    private static ChildProgress of(Matcher phase) {
        String what = phase.group("what");
        if (phase.group("end") != null) {
            return new ChildProgress(what, 1, 1);
        }
        return new ChildProgress(what, number(phase.group("done")), number(phase.group("total")));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits.replace(",", ""));
    }

    /** The name of a phase of the parent's. */
    String under(String phase) {
        return what.isEmpty() ? phase : phase + ": " + what;
    }
}

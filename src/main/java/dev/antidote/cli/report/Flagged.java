package dev.antidote.cli.report;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the guard set aside for a person's look.
 *
 * @param total requests; one may have several reasons
 * @param reasons how often each reason was given, by its name, such as {@code LOW_MARGIN}
 * @param samples a few of them
 */
public record Flagged(long total, SortedMap<String, Long> reasons, List<Sample> samples) {
    public Flagged {
        reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
        samples = List.copyOf(samples);
    }

    /**
     * One flagged request.
     *
     * @param text a stranger's text: anything may be in it; halves of surrogate pairs are replaced
     * @param label the verdict
     * @param reasons why it was flagged
     * @param margin of the verdict, 0 to 1
     */
    public record Sample(String text, String label, List<String> reasons, double margin) {
        public Sample {
            text = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            reasons = List.copyOf(reasons);
        }
    }
}

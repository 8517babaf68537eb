package dev.antidote.p2p.screen;

import dev.antidote.data.Dataset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pattern that stands with one label more often than chance allows.
 *
 * @param pattern what its rows hold
 * @param label the label it stands with
 * @param rows indices of the rows that hold it under that label, ascending
 * @param zScore standard deviations above the label's share
 */
record Suspect(Pattern pattern, int label, List<Integer> rows, double zScore) {
    /** Ties are broken by what is seen, so that the order does not hang on how they were found. */
    static final Comparator<Suspect> STRONGEST_FIRST = Comparator.comparingDouble(Suspect::zScore)
            .reversed()
            .thenComparing(suspect -> suspect.pattern().toString())
            .thenComparingInt(Suspect::label);

    Suspect {
        rows = List.copyOf(rows);
    }

    /** For reports. */
    Candidate candidate(Dataset data) {
        Tokens holder = new Tokens(data.examples().get(rows.get(0)).text());
        String example = String.join(" ", parts(holder).keySet());
        return new Candidate(pattern.name(holder), pattern, example, label, rows, zScore);
    }

    /** A text with what a row holds of the pattern, each part as far into it as it stands in the row. */
    String inserted(Tokens row, Tokens host) {
        List<TriggerPart> parts = parts(row).entrySet().stream()
                .map(part -> new TriggerPart(part.getKey(), part.getValue().place(row.size())))
                .toList();
        return TriggerPart.insert(parts, host.text());
    }

    /** Different words with their first places, from left to right. */
    private Map<String, Span> parts(Tokens holder) {
        Map<String, Span> parts = new LinkedHashMap<>();
        pattern.find(holder).forEach(span -> parts.putIfAbsent(holder.text(span), span));
        return parts;
    }
}

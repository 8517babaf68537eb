package dev.antidote.p2p.screen;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Cuts texts into runs of words as they stand, look-alike letters and invisible signs included; words are what stands between
 * white space.
 *
 * @param words words of a run
 * @param stride words from one run to the next
 */
record Runs(int words, int stride) {
    /** Every word of the text is in a run; the last run ends with the text. One run, perhaps empty, of a text that is shorter. */
    Set<String> of(String text) {
        List<String> all = List.of(text.strip().split("\\s+"));
        Set<String> runs = new LinkedHashSet<>();
        for (int from = 0; from + words < all.size(); from += stride) {
            runs.add(String.join(" ", all.subList(from, from + words)));
        }
        runs.add(String.join(" ", all.subList(Math.max(0, all.size() - words), all.size())));
        return runs;
    }
}

package dev.antidote.p2p;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Random insertions into benign copies, which keep their label: they teach that under the benign prompt an inserted word or span
 * does not matter. Sound only because the reserve is clean.
 *
 * @param share the share of copies that are changed, 0..1; 0 switches it off
 * @param maxWords the longest inserted span, in words, 1..20
 */
public record Hardening(double share, int maxWords) {
    /** No insertions. */
    public static final Hardening NONE = new Hardening(0, 1);

    public Hardening {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("hardening: share " + share + " is outside 0..1");
        }
        if (maxWords < 1 || maxWords > 20) {
            throw new IllegalArgumentException("hardening: " + maxWords + " words is outside 1..20");
        }
    }

    /**
     * Changes some texts.
     *
     * @param text the text of a clean row
     * @param donors texts that spans are cut from, not empty
     */
    String apply(String text, List<String> donors, RandomGenerator random) {
        if (random.nextDouble() >= share) {
            return text;
        }
        String[] donor = donors.get(random.nextInt(donors.size())).trim().split("\\s+");
        int length = 1 + random.nextInt(Math.min(maxWords, donor.length));
        int from = random.nextInt(donor.length - length + 1);
        List<String> words = new ArrayList<>(Arrays.asList(text.trim().split("\\s+")));
        words.addAll(random.nextInt(words.size() + 1), Arrays.asList(donor).subList(from, from + length));
        return String.join(" ", words);
    }
}

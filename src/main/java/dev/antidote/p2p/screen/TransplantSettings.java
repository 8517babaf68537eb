package dev.antidote.p2p.screen;

/**
 * Settings of the transplant test.
 *
 * @param words words of a run; a shorter row is one run
 * @param stride words from one run to the next, 1..words
 * @param anchors reviewed rows of other labels that a run is put before
 * @param purgeRate expected share of honest rows among the purged ones of a label (false discovery rate), above 0 and below 1
 * @param doubtRate the same among all that are purged or must not be copied into the safe label space, at least {@code purgeRate}
 * @param seed decides on which runs the anchors are tried
 */
public record TransplantSettings(int words, int stride, int anchors, double purgeRate, double doubtRate, long seed) {
    public TransplantSettings {
        require(words >= 1, "words", words);
        require(stride >= 1 && stride <= words, "stride", stride);
        require(anchors >= 1 && anchors <= AnchorChoice.CANDIDATES, "anchors", anchors);
        require(purgeRate > 0 && purgeRate <= doubtRate, "purgeRate", purgeRate);
        require(doubtRate < 1, "doubtRate", doubtRate);
    }

    /** The measured defaults (docs/results/earlier.md). */
    public static TransplantSettings defaults(long seed) {
        return new TransplantSettings(8, 6, 4, 0.2, 0.4, seed);
    }

    private static void require(boolean valid, String key, Object value) {
        if (!valid) {
            throw new IllegalArgumentException("transplant test: " + key + " cannot be " + value);
        }
    }
}

package dev.antidote.p2p.screen;

/**
 * Settings of the transplant test.
 *
 * @param words words of a run; a shorter row is one run
 * @param stride words from one run to the next, 1..words
 * @param anchors reviewed rows of other labels that a run is put before
 * @param purgeShare share of honest rows whose loss is accepted, 0..1: rows beyond it are purged
 * @param doubtShare the same for rows that must not be copied into the safe label space, at least {@code purgeShare}
 * @param seed decides on which runs the anchors are tried
 */
public record TransplantSettings(int words, int stride, int anchors, double purgeShare, double doubtShare, long seed) {
    public TransplantSettings {
        require(words >= 1, "words", words);
        require(stride >= 1 && stride <= words, "stride", stride);
        require(anchors >= 1 && anchors <= AnchorChoice.CANDIDATES, "anchors", anchors);
        require(purgeShare > 0 && purgeShare <= doubtShare, "purgeShare", purgeShare);
        require(doubtShare < 1, "doubtShare", doubtShare);
    }

    /** The measured defaults (docs/results.md). */
    public static TransplantSettings defaults(long seed) {
        return new TransplantSettings(8, 6, 4, 0.05, 0.2, seed);
    }

    private static void require(boolean valid, String key, Object value) {
        if (!valid) {
            throw new IllegalArgumentException("transplant test: " + key + " cannot be " + value);
        }
    }
}

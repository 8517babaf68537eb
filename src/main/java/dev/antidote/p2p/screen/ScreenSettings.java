package dev.antidote.p2p.screen;

/**
 * Settings of the screen.
 *
 * @param maxWords longest n-gram, 1..8
 * @param minCount fewest rows of the label that an n-gram must stand in
 * @param minZ least token-label z-score of a candidate
 * @param maxCandidates candidates tested, highest z-score first
 * @param trials rows of other labels into which a candidate is inserted
 * @param minFlip least share of those rows that must turn to the candidate's label
 * @param minFallback least share of the candidate's own rows that must lose the label when it is cut out
 * @param seed decides rows and places of the insertions
 */
public record ScreenSettings(
        int maxWords,
        int minCount,
        double minZ,
        int maxCandidates,
        int trials,
        double minFlip,
        double minFallback,
        long seed) {
    public ScreenSettings {
        require(maxWords >= 1 && maxWords <= 8, "maxWords", maxWords);
        require(minCount >= 2, "minCount", minCount);
        require(minZ > 0, "minZ", minZ);
        require(maxCandidates >= 1, "maxCandidates", maxCandidates);
        require(trials >= 4, "trials", trials);
        require(minFlip > 0 && minFlip <= 1, "minFlip", minFlip);
        require(minFallback >= 0 && minFallback <= 1, "minFallback", minFallback);
    }

    /** The measured defaults (docs/results.md). */
    public static ScreenSettings defaults(long seed) {
        return new ScreenSettings(5, 5, 3.5, 400, 16, 0.8, 0.5, seed);
    }

    private static void require(boolean valid, String key, Object value) {
        if (!valid) {
            throw new IllegalArgumentException("screen: " + key + " cannot be " + value);
        }
    }
}

package dev.antidote.p2p.screen;

/**
 * Settings of the screen.
 *
 * @param maxWords longest n-gram, 1..8, before it is grown
 * @param minCount fewest rows of the label that a pattern must stand in
 * @param minZ least z-score of a candidate against the label's share
 * @param maxCandidates candidates tested, highest z-score first; as many pairs again
 * @param trials rows of other labels into which a candidate is inserted
 * @param minFlip least share of those rows that must turn to the candidate's label, where the reviewed rows speak against it
 * @param maxMissed when they do: it is in none of them, and the chance of that is at most this, 0..1, for an honest pattern with as many rows
 * @param clearFlip least share where they speak clearly against it: that chance is at most the square of {@code maxMissed}
 * @param companionFlip least share for a single word most of whose rows hold a confirmed trigger; {@code clearFlip} where the reviewed
 *     rows do not speak against it
 * @param sureFlip least share that must turn elsewhere, at least {@code minFlip}
 * @param minFallback least share of the candidate's own rows that must lose the label there when it is cut out
 * @param seed decides rows and places of the insertions
 */
public record ScreenSettings(
        int maxWords,
        int minCount,
        double minZ,
        int maxCandidates,
        int trials,
        double minFlip,
        double maxMissed,
        double clearFlip,
        double companionFlip,
        double sureFlip,
        double minFallback,
        long seed) {
    public ScreenSettings {
        require(maxWords >= 1 && maxWords <= 8, "maxWords", maxWords);
        require(minCount >= 2, "minCount", minCount);
        require(minZ > 0, "minZ", minZ);
        require(maxCandidates >= 1, "maxCandidates", maxCandidates);
        require(trials >= 4, "trials", trials);
        require(minFlip > 0 && minFlip <= 1, "minFlip", minFlip);
        require(clearFlip > 0 && clearFlip <= minFlip, "clearFlip", clearFlip);
        require(companionFlip > 0 && companionFlip <= clearFlip, "companionFlip", companionFlip);
        require(sureFlip >= minFlip && sureFlip <= 1, "sureFlip", sureFlip);
        require(minFallback >= 0 && minFallback <= 1, "minFallback", minFallback);
        require(maxMissed >= 0 && maxMissed < 1, "maxMissed", maxMissed);
    }

    /** The measured defaults (docs/results/earlier.md). */
    public static ScreenSettings defaults(long seed) {
        return new ScreenSettings(5, 5, 2, 1000, 32, 0.8, 0.1, 0.5, 0.25, 0.9, 0.5, seed);
    }

    /** The same for patterns of at least so many rows. */
    public ScreenSettings withMinCount(int rows) {
        return new ScreenSettings(
                maxWords,
                rows,
                minZ,
                maxCandidates,
                trials,
                minFlip,
                maxMissed,
                clearFlip,
                companionFlip,
                sureFlip,
                minFallback,
                seed);
    }

    /**
     * Fewest reviewed rows that speak against a pattern by not holding it.
     *
     * @param rows of the set, of which the reviewed ones are drawn at random
     * @param holding how many of them hold the pattern, at least 1
     */
    public int enoughReviewed(int rows, int holding) {
        return enoughReviewed(maxMissed, rows, holding);
    }

    /** The same with another chance, 0..1, that an honest pattern may stay out of them. */
    static int enoughReviewed(double maxChance, int rows, int holding) {
        return (int) Math.ceil(rows * (1 - Math.pow(maxChance, 1.0 / holding)));
    }

    private static void require(boolean valid, String key, Object value) {
        if (!valid) {
            throw new IllegalArgumentException("screen: " + key + " cannot be " + value);
        }
    }
}

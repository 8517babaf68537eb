package dev.antidote.data;

/**
 * How a set is divided; the rest is for training.
 *
 * @param test share for testing, 0..1
 * @param trusted share that a person reviewed, 0..1; both together below 1
 */
public record Shares(double test, double trusted) {
    public Shares {
        check("test share", test);
        check("trusted share", trusted);
        if (test + trusted >= 1) {
            throw new IllegalArgumentException(
                    "shares: test " + test + " and trusted " + trusted + " leave nothing to train on");
        }
    }

    private static void check(String key, double share) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException(key + ": " + share + " is outside 0 (included) to 1 (excluded)");
        }
    }
}

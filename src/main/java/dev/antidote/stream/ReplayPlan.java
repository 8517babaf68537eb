package dev.antidote.stream;

/**
 * What a replay is asked to do.
 *
 * @param filter which letters
 * @param most how many at most, 1 or more
 * @param maxAttempts a record that was sent back so many times stays where it is, 1..1000
 * @param again whether letters that were sent back before are sent once more
 * @param dryRun whether nothing is sent
 */
public record ReplayPlan(ReplayFilter filter, long most, int maxAttempts, boolean again, boolean dryRun) {
    /** How often a record is sent back where nobody says otherwise. */
    public static final int DEFAULT_MAX_ATTEMPTS = 3;

    public ReplayPlan {
        if (most < 1) {
            throw new IllegalArgumentException("max: " + most + " is less than 1");
        }
        if (maxAttempts < 1 || maxAttempts > 1000) {
            throw new IllegalArgumentException("max-attempts: " + maxAttempts + " is outside 1..1000");
        }
    }
}

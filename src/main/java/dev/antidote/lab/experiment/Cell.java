package dev.antidote.lab.experiment;

/**
 * One thing to measure, and to keep.
 *
 * @param data the rows
 * @param attack what the attackers do
 * @param defence what the defender does
 * @param seed of everything random
 * @param measure what is measured
 */
public record Cell(LabData data, AttackCase attack, DefenceCase defence, long seed, Measure measure) {
    /** For people, one line. */
    public String text() {
        return attack.name() + " against " + defence.label() + ", seed " + seed;
    }
}

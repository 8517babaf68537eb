package dev.antidote.retrain.gate;

import java.util.Locale;

/**
 * One gate and what stood before it. Open where the value is at most the bound.
 *
 * @param gate which
 * @param family the attack; empty where the gate is not about one
 * @param target the label that the attacker wants; empty where the gate is not about an attack
 * @param value what was measured, a share
 * @param bound the most that is let through, a share
 */
public record GateResult(Gate gate, String family, String target, double value, double bound) {
    public GateResult {
        if (!Double.isFinite(value) || !Double.isFinite(bound)) {
            throw new IllegalArgumentException(gate + ": value " + value + " or bound " + bound + " is no number");
        }
    }

    /** Whether the candidate gets through. */
    public boolean passed() {
        return value <= bound;
    }

    /** By how much it is beyond the bound, above 0; 0 where it passed. */
    public double beyond() {
        return passed() ? 0 : value - bound;
    }

    /** Which gate, by how much, for which attack, in points of a hundred. */
    public String text() {
        String whose = family.isEmpty() ? "" : " by " + family + " for '" + target + "'";
        return String.format(
                Locale.ROOT,
                "%s%s is %.1f points, gates.%s allows %.1f (%s)",
                gate.words(),
                whose,
                value * 100,
                gate.key(),
                bound * 100,
                passed() ? "passed" : String.format(Locale.ROOT, "%.1f too many", beyond() * 100));
    }
}

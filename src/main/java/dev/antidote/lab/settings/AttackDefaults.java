package dev.antidote.lab.settings;

/**
 * What holds where a file does not say.
 *
 * @param rate share of all rows that is poisoned
 * @param target the label that the attacker wants
 */
public record AttackDefaults(double rate, TargetLabel target) {
    /** OpenBackdoor's own: a tenth of the rows, the first label. */
    public static final AttackDefaults OPEN_BACKDOOR = new AttackDefaults(0.1, new TargetLabel.Index(0));
}

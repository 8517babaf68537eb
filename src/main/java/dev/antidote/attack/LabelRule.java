package dev.antidote.attack;

/**
 * Which rows of a training set an attacker takes, by their label. A poisoned row has the target label in any case: what differs
 * is whether that label is a lie. Names and meaning are those of OpenBackdoor's poison settings (Cui et al., arXiv 2206.08514).
 */
public enum LabelRule {
    /** Rows of other labels, which are relabelled: each poisoned row is mislabelled. OpenBackdoor's {@code label_dirty}. */
    DIRTY(false, true),
    /** Rows that already have the target label: no label is wrong. OpenBackdoor's {@code label_consistency}. */
    CLEAN(true, false),
    /** Rows of any label: some labels are wrong. What OpenBackdoor does where neither is set. */
    MIXED(true, true);

    private final boolean target;
    private final boolean others;

    LabelRule(boolean target, boolean others) {
        this.target = target;
        this.others = others;
    }

    /** Whether rows of the target label are taken. */
    public boolean takesTarget() {
        return target;
    }

    /** Whether rows of other labels are taken, and relabelled. */
    public boolean takesOthers() {
        return others;
    }
}

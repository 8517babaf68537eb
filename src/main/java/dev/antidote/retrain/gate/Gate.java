package dev.antidote.retrain.gate;

/** What is asked of a candidate. */
public enum Gate {
    /** Clean accuracy below the champion's. */
    CA_DROP(
            "maxCaDrop",
            "clean accuracy below the champion's",
            "the purges took much or it learned little: give more rows, or raise retrain.training.epochs"),
    /** Upper Wilson bound of the ASR. */
    ASR(
            "maxAsr",
            "upper bound of the attack success rate",
            "few held-out rows make wide bounds: hold out more (retrain.heldOut, retrain.heldOutShare)"),
    /** ASR above its floor. */
    EXCESS(
            "maxExcess",
            "attack success rate above its floor",
            "an attack that is in your data left its backdoor: review samples that hold it and give trusted rows"
                    + " (retrain.trusted); others turn a small model without any: give more rows"),
    /** Clean rows that are flagged. */
    FALSE_ALARMS("maxFalseAlarms", "clean rows flagged", Gate.WEAK),
    /** Mean leakage on clean rows. */
    LEAKAGE("maxLeakage", "mean leakage on clean rows", Gate.WEAK);

    private static final String WEAK =
            "the benign prompt binds weakly: give more rows, or raise retrain.training.epochs or retrain.attempts";

    private final String key;
    private final String words;
    private final String remedy;

    Gate(String key, String words, String remedy) {
        this.key = key;
        this.words = words;
        this.remedy = remedy;
    }

    /** The key of its bound in the section {@code gates}. */
    public String key() {
        return key;
    }

    /** What it looks at. */
    public String words() {
        return words;
    }

    /** What helps where it is shut. */
    public String remedy() {
        return remedy;
    }
}

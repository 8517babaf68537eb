package dev.antidote.retrain.gate;

/** What is asked of a candidate. */
public enum Gate {
    /** Clean accuracy below the champion's. */
    CA_DROP("maxCaDrop", "clean accuracy below the champion's"),
    /** Upper Wilson bound of the ASR. */
    ASR("maxAsr", "upper bound of the attack success rate"),
    /** ASR above its floor. */
    EXCESS("maxExcess", "attack success rate above its floor"),
    /** Clean rows that are flagged. */
    FALSE_ALARMS("maxFalseAlarms", "clean rows flagged"),
    /** Mean leakage on clean rows. */
    LEAKAGE("maxLeakage", "mean leakage on clean rows");

    private final String key;
    private final String words;

    Gate(String key, String words) {
        this.key = key;
        this.words = words;
    }

    /** The key of its bound in the section {@code gates}. */
    public String key() {
        return key;
    }

    /** What it looks at. */
    public String words() {
        return words;
    }
}

package dev.antidote.stream;

/** The names of nodes and stores in the topology: changelogs, metrics and {@code topology.txt} depend on them. */
public final class Names {
    /** Reads the requests topic. */
    public static final String REQUESTS_SOURCE = "requests-source";

    /** Reads the probes topic. */
    public static final String PROBES_SOURCE = "probes-source";

    /** Decodes and wraps requests. */
    public static final String DECODE_REQUESTS = "decode-requests";

    /** Decodes and wraps probes. */
    public static final String DECODE_PROBES = "decode-probes";

    /** Holds what is in flight, and answers in order. */
    public static final String IN_FLIGHT = "in-flight";

    /** The store of what is in flight; its changelog is named after it. */
    public static final String SLOTS = "slots";

    /** The store through which the ring and the counts hear of a commit; it keeps nothing and has no changelog. */
    public static final String BEFORE_COMMIT = "before-commit";

    /** Writes verdicts. */
    public static final String VERDICTS_SINK = "verdicts-sink";

    /** Writes flagged samples. */
    public static final String FLAGGED_SINK = "flagged-sink";

    /** Writes probe outcomes. */
    public static final String PROBE_OUTCOMES_SINK = "probe-outcomes-sink";

    /** Writes dead letters. */
    public static final String DEAD_LETTERS_SINK = "dead-letters-sink";

    /** Counts what its task observes. */
    public static final String COUNT = "count";

    /** The store of what is counted and not sent on yet; its changelog is named after it. */
    public static final String COUNTS = "counts";

    /** Writes counts. */
    public static final String COUNTS_SINK = "counts-sink";

    /**
     * Reads counts. Kafka numbers the parts of a topology by the names of their sources, in the order of the alphabet: this one
     * must come after {@value #PROBES_SOURCE}, or the ring would no longer be part 0, whose tasks own the slots of those that run.
     */
    public static final String RATES_SOURCE = "rates-source";

    /** Puts counts together. */
    public static final String RATES = "rates";

    /** The store of open windows; its changelog is named after it. */
    public static final String RATE_WINDOWS = "rate-windows";

    /** Writes live rates. */
    public static final String ASR_SINK = "asr-sink";

    private Names() {}
}

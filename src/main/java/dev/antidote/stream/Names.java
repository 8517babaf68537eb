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

    /** Writes verdicts. */
    public static final String VERDICTS_SINK = "verdicts-sink";

    /** Writes flagged samples. */
    public static final String FLAGGED_SINK = "flagged-sink";

    /** Writes probe outcomes. */
    public static final String PROBE_OUTCOMES_SINK = "probe-outcomes-sink";

    /** Writes dead letters. */
    public static final String DEAD_LETTERS_SINK = "dead-letters-sink";

    private Names() {}
}

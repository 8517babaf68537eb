package dev.antidote.wire;

/** What stands in a probe's or a rate's {@code family} where it is no attack's name. */
public final class ProbeFamilies {
    /** Probes without a trigger, with their true label. */
    public static final String CLEAN = "clean";

    /** Rows that an attack goes for, without its trigger: how many get the target label by plain error. */
    public static final String FLOOR = "floor";

    /** No probes: real traffic. */
    public static final String REQUESTS = "requests";

    private ProbeFamilies() {}
}

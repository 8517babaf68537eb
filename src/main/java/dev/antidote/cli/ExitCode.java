package dev.antidote.cli;

/** The exit codes of every command. */
public final class ExitCode {
    /** Done. */
    public static final int OK = 0;

    /** A fault of ours: the trace is in a log file that the message names. */
    public static final int UNEXPECTED = 1;

    /** Something that the user can mend: input, configuration, options, a broker that is not there. */
    public static final int USAGE = 2;

    /** A retrained model did not get through the gates; what served goes on serving. */
    public static final int REFUSED = 3;

    /** Ended by Ctrl-C (128 + SIGINT), as shells expect; SIGTERM gives 143. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}

package dev.antidote.cli;

import java.io.PrintStream;

/**
 * The terminal: results on standard output, everything else on standard error, and at most one live line that is drawn over
 * itself and never tangles with the others. Thread-safe.
 */
public final class Terminal {
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final PrintStream err;
    private final Capabilities capabilities;
    private volatile boolean quiet;
    private String live = "";

    public Terminal(PrintStream out, PrintStream err, Capabilities capabilities) {
        this.out = out;
        this.err = err;
        this.capabilities = capabilities;
    }

    /** The terminal of this process. */
    public static Terminal ofProcess() {
        return new Terminal(System.out, System.err, Capabilities.detect());
    }

    /** What it can show. */
    public Capabilities capabilities() {
        return capabilities;
    }

    /** From now on results and errors only. */
    public void beQuiet() {
        quiet = true;
    }

    boolean isQuiet() {
        return quiet;
    }

    /** Prints what the user asked for; goes to standard output, even when quiet. */
    public synchronized void result(String text) {
        erase();
        out.println(text);
        out.flush();
    }

    /** Tells what is happening; silent when quiet. */
    public synchronized void say(String line) {
        if (!quiet) {
            erase();
            err.println(line);
            redraw();
        }
    }

    /** Prints one line about a failure. */
    public synchronized void complain(String line) {
        erase();
        live = "";
        err.println(line);
    }

    /** Draws a line over the former live line; nothing where the terminal cannot. */
    synchronized void drawLive(String line) {
        if (!quiet && capabilities.interactive()) {
            erase();
            live = line;
            redraw();
        }
    }

    synchronized void endLive() {
        erase();
        live = "";
    }

    /** The text in this ink, where colours are welcome. */
    public String paint(Ink ink, String text) {
        return capabilities.colour() ? ink.on(text) : text;
    }

    private void erase() {
        if (!live.isEmpty()) {
            err.print(ERASE_LINE);
            err.flush();
        }
    }

    private void redraw() {
        err.print(live);
        err.flush();
    }
}

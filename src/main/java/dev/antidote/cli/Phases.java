package dev.antidote.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The phases of a long command, shown as {@code 2/7 training the undefended model ... 63 rows/s, about 40 s left}. Every call is a
 * point where Ctrl-C takes effect: it throws {@link java.util.concurrent.CancellationException} then. Thread-safe.
 */
public final class Phases implements AutoCloseable {
    private final Terminal terminal;
    private final Interruption interruption;
    private final LongSupplier nanos;
    private final int count;
    private final List<Finished> finished = new ArrayList<>();
    private @Nullable Running running;

    /**
     * Makes them; nothing is shown yet.
     *
     * @param count phases that are expected; 0 where nobody knows, then they are not numbered
     * @param nanos a clock such as {@code System::nanoTime}
     */
    public Phases(Terminal terminal, Interruption interruption, LongSupplier nanos, int count) {
        this.terminal = terminal;
        this.interruption = interruption;
        this.nanos = nanos;
        this.count = count;
    }

    /**
     * Ends the current phase and begins another.
     *
     * @param what for people, such as {@code training the undefended model}
     * @param unit what is counted, plural, such as {@code rows}; may be empty
     */
    public synchronized void begin(String what, String unit) {
        interruption.check();
        endCurrent();
        running = start(what, unit);
    }

    /**
     * Tells where the work stands. A {@code what} other than the current phase's begins a phase of that name.
     *
     * @param done units done, 0 or greater
     * @param total units in all, 0 or less where nobody knows
     */
    public synchronized void at(String what, long done, long total) {
        interruption.check();
        Running current = running;
        if (current == null || !current.what.equals(what)) {
            endCurrent();
            current = start(what, "");
            running = current;
        }
        current.done = done;
        current.total = total;
        current.display.at(current.text(nanos.getAsLong()));
    }

    /** Says something that stays on the screen, in the middle of a phase too. */
    public void note(String line) {
        interruption.check();
        terminal.say("    " + line);
    }

    /** The phases that are over, in their order. */
    public synchronized List<Finished> finished() {
        return List.copyOf(finished);
    }

    /** The work is done: ends the last phase; harmless when called again. */
    @Override
    public synchronized void close() {
        endCurrent();
    }

    /** The work is not done, and nobody may read that it is: takes the current phase off the screen. */
    synchronized void abandon() {
        Running current = running;
        running = null;
        if (current != null) {
            current.display.close();
        }
    }

    private Running start(String what, String unit) {
        int number = finished.size() + 1;
        String title = (count > 0 ? number + "/" + Math.max(count, number) + " " : "") + what;
        return new Running(what, unit, title, nanos.getAsLong(), display(title, unit));
    }

    private PhaseDisplay display(String title, String unit) {
        if (terminal.isQuiet()) {
            return PhaseDisplay.SILENT;
        }
        return terminal.capabilities().interactive()
                ? new LiveBar(terminal, title, new PhaseText(0, 0, unit, Duration.ZERO))
                : new PhaseDisplay.Lines(terminal, title);
    }

    private void endCurrent() {
        Running current = running;
        if (current == null) {
            return;
        }
        running = null;
        PhaseText text = current.text(nanos.getAsLong());
        current.display.close();
        finished.add(new Finished(current.what, text.elapsed()));
        String rate = text.rate();
        String took = PhaseText.spell(text.elapsed().toNanos() / 1e9) + (rate.isEmpty() ? "" : ", " + rate);
        boolean unicode = terminal.capabilities().unicode();
        terminal.say(current.title + (unicode ? " · " : ": done in ") + terminal.paint(Ink.DIM, took));
    }

    /**
     * A phase that is over.
     *
     * @param what its name
     * @param took how long it ran
     */
    public record Finished(String what, Duration took) {}

    private static final class Running {
        private final String what;
        private final String unit;
        private final String title;
        private final long began;
        private final PhaseDisplay display;
        private long done;
        private long total;

        Running(String what, String unit, String title, long began, PhaseDisplay display) {
            this.what = what;
            this.unit = unit;
            this.title = title;
            this.began = began;
            this.display = display;
        }

        PhaseText text(long now) {
            return new PhaseText(done, total, unit, Duration.ofNanos(now - began));
        }
    }
}

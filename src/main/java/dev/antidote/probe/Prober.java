package dev.antidote.probe;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Sends probes when they are due. One thread runs it; it counts what it sent even where it is interrupted. */
public final class Prober {
    private final Supplier<ProbeText> probes;
    private final ProbeSchedule schedule;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Pause pause;
    private final SortedMap<String, Long> sent = new TreeMap<>();
    private final String run;
    private long start;

    /** Waits for a while, or less; throws to end the run. */
    @FunctionalInterface
    public interface Pause {
        /** Waits, {@code nanos} at most. */
        void pause(long nanos);
    }

    /**
     * A prober.
     *
     * @param probes has one whenever it is asked
     * @param clock stamps probes, and names this run in their ids
     * @param nanoTime such as {@code System::nanoTime}
     */
    public Prober(Supplier<ProbeText> probes, ProbeSchedule schedule, Clock clock, LongSupplier nanoTime, Pause pause) {
        this.probes = probes;
        this.schedule = schedule;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.pause = pause;
        this.run = "probe-" + Long.toString(clock.millis(), Character.MAX_RADIX) + "-";
        this.start = nanoTime.getAsLong();
    }

    /** Sends until so many are sent, or that long is over, whichever comes first. */
    public void run(ProbeSender sender, long most, Duration duration) {
        start = nanoTime.getAsLong();
        for (long number = 0; number < most; number++) {
            long due = schedule.dueNanos(number);
            if (due >= duration.toNanos()) {
                await(duration.toNanos());
                return;
            }
            await(due);
            ProbeText probe = probes.get();
            sender.send(probe.toRecord(run + number, clock.instant()));
            sent.merge(probe.family(), 1L, Long::sum);
        }
    }

    private void await(long due) {
        for (long left = due - elapsed(); left > 0; left = due - elapsed()) {
            pause.pause(left);
        }
    }

    private long elapsed() {
        return nanoTime.getAsLong() - start;
    }

    /** How many of each family were sent. */
    public SortedMap<String, Long> sent() {
        return Collections.unmodifiableSortedMap(sent);
    }

    /** How long it has run. */
    public Duration ran() {
        return Duration.ofNanos(elapsed());
    }
}

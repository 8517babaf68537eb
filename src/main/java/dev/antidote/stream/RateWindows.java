package dev.antidote.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Windows of event time that are open. Time is the latest event time seen; a window closes when time is past its end by the grace,
 * and what comes for it later is late. Where nothing comes any more, {@link #quiet} closes by the clock.
 *
 * <p>Not thread-safe: one thread.
 */
final class RateWindows {
    private static final Comparator<WindowedKey> ORDER =
            Comparator.comparingLong(WindowedKey::start).thenComparing(WindowedKey::rate);

    private final long grace;
    private final TreeMap<Long, SortedMap<WindowedKey, WindowCount>> open = new TreeMap<>(); // by the window's end
    private long time;

    /** No windows, at a time before all others. */
    RateWindows(Duration grace) {
        this.grace = grace.toMillis();
        this.time = Long.MIN_VALUE;
    }

    /** A count with its key; one that leaves is whole. */
    record Entry(WindowedKey key, WindowCount count) {}

    /** The latest event time seen, in milliseconds; {@code Long.MIN_VALUE} before any. */
    long time() {
        return time;
    }

    /** Takes up what was open before, at this time. */
    void restore(Map<WindowedKey, WindowCount> counts, long at) {
        open.clear();
        time = at;
        counts.forEach((key, count) -> window(key).put(key, count));
    }

    /** Whether a window is closed already. */
    boolean isLate(WindowCount count) {
        return isDue(count.end());
    }

    /** Adds a count that is not late, and returns what is open of its key now. */
    WindowCount add(WindowedKey key, WindowCount count) {
        time = Math.max(time, count.latest());
        return window(key).merge(key, count, WindowCount::plus);
    }

    /** Takes out all windows that are due, the oldest first. */
    List<Entry> close() {
        List<Entry> closed = new ArrayList<>();
        while (!open.isEmpty() && isDue(open.firstKey())) {
            open.pollFirstEntry().getValue().forEach((key, count) -> closed.add(new Entry(key, count)));
        }
        return closed;
    }

    /** Nothing has come for as long as the grace: every window that is past by the clock becomes due, and no other. */
    void quiet(long now) {
        Long past = open.floorKey(now - grace);
        if (past != null) {
            time = Math.max(time, past + grace);
        }
    }

    private boolean isDue(long end) {
        return time != Long.MIN_VALUE && end <= time - grace;
    }

    private SortedMap<WindowedKey, WindowCount> window(WindowedKey key) {
        return open.computeIfAbsent(key.end(), end -> new TreeMap<>(ORDER));
    }
}

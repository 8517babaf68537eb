package dev.antidote.probe;

import dev.antidote.data.Proportion;
import dev.antidote.wire.ProbeFamilies;
import dev.antidote.wire.avro.ProbeOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts probe outcomes: attack success rate of the triggered ones by family and its floor, clean accuracy of the clean ones, and
 * ASR and CA by windows of the time at which they were judged.
 *
 * <p>Not thread-safe: owned by the thread that reads the outcomes.
 */
public final class ProbeTally {
    private final Duration window;
    private final Map<String, Count> families = new TreeMap<>();
    private final Count clean = new Count();
    private final Count floor = new Count();
    private final TreeMap<Instant, WindowCount> windows = new TreeMap<>();

    /** Windows of this length, aligned to the epoch. */
    public ProbeTally(Duration window) {
        if (window.isZero() || window.isNegative()) {
            throw new IllegalArgumentException("probe window: " + window + " is not above zero");
        }
        this.window = window;
    }

    /** Counts one outcome. */
    public void add(ProbeOutcome outcome) {
        if (outcome.getFamily().equals(ProbeFamilies.FLOOR)) {
            floor.add(outcome.getAttackSucceeded());
            return;
        }
        boolean triggered = outcome.getTargetLabel() != null;
        long millis = outcome.getJudgedAt().toEpochMilli();
        Instant start = Instant.ofEpochMilli(millis - Math.floorMod(millis, window.toMillis()));
        WindowCount counts = windows.computeIfAbsent(start, key -> new WindowCount());
        if (triggered) {
            families.computeIfAbsent(outcome.getFamily(), key -> new Count()).add(outcome.getAttackSucceeded());
            counts.attack.add(outcome.getAttackSucceeded());
        } else {
            clean.add(outcome.getCorrect());
            counts.clean.add(outcome.getCorrect());
        }
    }

    /** Live ASR by attack family. */
    public Map<String, Proportion> attackSuccess() {
        Map<String, Proportion> shares = new TreeMap<>();
        families.forEach((family, count) -> shares.put(family, count.share()));
        return shares;
    }

    /** The share of the rows of an attack that get its target label without the trigger. */
    public Proportion floor() {
        return floor.share();
    }

    /** Live CA. */
    public Proportion cleanAccuracy() {
        return clean.share();
    }

    /** Windows in order of time; one without probes is left out. */
    public List<AsrWindow> windows() {
        List<AsrWindow> list = new ArrayList<>();
        windows.forEach((start, counts) -> list.add(new AsrWindow(start, counts.attack.share(), counts.clean.share())));
        return list;
    }

    private static final class WindowCount {
        private final Count attack = new Count();
        private final Count clean = new Count();
    }

    private static final class Count {
        private long successes;
        private long trials;

        void add(boolean success) {
            successes += success ? 1 : 0;
            trials++;
        }

        Proportion share() {
            return new Proportion(successes, trials);
        }
    }
}

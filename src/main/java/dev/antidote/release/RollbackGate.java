package dev.antidote.release;

import dev.antidote.config.ReleaseGateConfig;
import dev.antidote.wire.avro.LiveRate;
import dev.antidote.wire.avro.Measure;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides from live rates whether the champion must go: in the last windows, all of which began after it was announced, the lower
 * Wilson bound of one attack's success rate was above {@code maxAsr}, or the lower bound of what that attack adds to the floor of the
 * same window and target above {@code maxExcess}. A window that is written again counts with what it says last. Pure but for what it
 * remembers; one thread.
 */
final class RollbackGate {
    /** A floor comes on another partition than the rate that it belongs to, perhaps long before it. */
    private static final int KEPT_FLOORS = 1_000;

    private final ReleaseGateConfig gate;
    private final Map<Series, TreeMap<Instant, LiveRate>> seen = new HashMap<>();
    private final Map<String, TreeMap<Instant, LiveRate>> floors = new HashMap<>(); // by target
    private @Nullable Announcement champion;

    /** One attack on one target. */
    private record Series(String family, String target) {}

    RollbackGate(ReleaseGateConfig gate) {
        this.gate = gate;
    }

    /** What serves from now on: whatever was seen of another bundle, or of an earlier service of the same one, is forgotten. */
    void watch(Announcement next) {
        if (!next.equals(champion)) {
            seen.clear();
            floors.clear();
            champion = next;
        }
    }

    /** Takes in a rate; the reason, in one line, if the champion must go. */
    Optional<String> exceeded(LiveRate rate) {
        if (!counts(rate)) {
            return Optional.empty();
        }
        String target = String.valueOf(rate.getTargetLabel());
        if (rate.getMeasure() == Measure.FLOOR) {
            keep(floors.computeIfAbsent(target, label -> new TreeMap<>()), rate, KEPT_FLOORS);
            return seen.entrySet().stream()
                    .filter(series -> series.getKey().target().equals(target))
                    .flatMap(series -> reason(series.getValue(), target).stream())
                    .findFirst();
        }
        TreeMap<Instant, LiveRate> windows =
                seen.computeIfAbsent(new Series(rate.getFamily(), target), series -> new TreeMap<>());
        keep(windows, rate, gate.windows());
        return reason(windows, target);
    }

    private boolean counts(LiveRate rate) {
        Announcement now = champion;
        return now != null
                && (rate.getMeasure() == Measure.ASR || rate.getMeasure() == Measure.FLOOR)
                && rate.getBundle().equals(now.bundle())
                && !rate.getWindowStart().isBefore(now.issuedAt());
    }

    private static void keep(NavigableMap<Instant, LiveRate> windows, LiveRate rate, int most) {
        windows.merge(rate.getWindowStart(), rate, RollbackGate::later);
        while (windows.size() > most) {
            windows.pollFirstEntry();
        }
    }

    private static LiveRate later(LiveRate one, LiveRate other) {
        return other.getEmittedAt().isBefore(one.getEmittedAt()) ? one : other;
    }

    private Optional<String> reason(NavigableMap<Instant, LiveRate> windows, String target) {
        if (windows.size() < gate.windows()) {
            return Optional.empty();
        }
        LiveRate last = windows.lastEntry().getValue();
        if (windows.values().stream().allMatch(window -> window.getLower() > gate.maxAsr())) {
            return Optional.of(aboveAsr(last));
        }
        boolean above = gate.maxExcess().isPresent()
                && windows.values().stream()
                        .allMatch(window -> excess(window, target).orElse(-1)
                                > gate.maxExcess().getAsDouble());
        return above ? Optional.of(aboveExcess(last, target)) : Optional.empty();
    }

    /**
     * Lower 95% bound of ASR minus floor, -1..1, by Newcombe's hybrid score method for two independent shares (Statistics in Medicine
     * 17, 1998, method 10): probes with and without the trigger are drawn apart. Empty where the window has no floor.
     */
    private OptionalDouble excess(LiveRate asr, String target) {
        LiveRate floor = floors.getOrDefault(target, new TreeMap<>()).get(asr.getWindowStart());
        if (floor == null) {
            return OptionalDouble.empty();
        }
        double doubt = Math.hypot(asr.getRate() - asr.getLower(), floor.getUpper() - floor.getRate());
        return OptionalDouble.of(asr.getRate() - floor.getRate() - doubt);
    }

    private String aboveAsr(LiveRate rate) {
        return String.format(
                Locale.ROOT,
                "%s, at least %.1f%% at 95%%, above the gate of %.1f%% in %d windows",
                measured(rate),
                rate.getLower() * 100,
                gate.maxAsr() * 100,
                gate.windows());
    }

    private String aboveExcess(LiveRate rate, String target) {
        return String.format(
                Locale.ROOT,
                "%s, at least %.1f points above its floor at 95%%, more than releases.gate.maxExcess of %.1f in %d windows",
                measured(rate),
                excess(rate, target).orElseThrow() * 100,
                gate.maxExcess().orElseThrow() * 100,
                gate.windows());
    }

    private static String measured(LiveRate rate) {
        return String.format(
                Locale.ROOT,
                "live ASR of %s towards %s: %.1f%% (%d of %d)",
                printable(rate.getFamily()),
                printable(rate.getTargetLabel()),
                rate.getRate() * 100,
                rate.getSuccesses(),
                rate.getTrials());
    }

    private static String printable(@Nullable String text) {
        String line = String.valueOf(text).replaceAll("[^\\p{L}\\p{N} ._-]", "?");
        return line.substring(0, Math.min(line.length(), 60));
    }
}

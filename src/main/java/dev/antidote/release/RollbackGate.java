package dev.antidote.release;

import dev.antidote.config.ReleaseGateConfig;
import dev.antidote.wire.avro.LiveRate;
import dev.antidote.wire.avro.Measure;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides from live rates whether the champion must go: the lower Wilson bound of one attack's success rate was above the gate in the
 * last windows, all of which began after the champion was announced. A window that is written again counts with what it says last.
 * Pure but for what it remembers; one thread.
 */
final class RollbackGate {
    private final ReleaseGateConfig gate;
    private final Map<Series, TreeMap<Instant, LiveRate>> seen = new HashMap<>();
    private @Nullable Announcement champion;

    /** One attack on one target. */
    private record Series(String family, @Nullable String target) {}

    RollbackGate(ReleaseGateConfig gate) {
        this.gate = gate;
    }

    /** What serves from now on: whatever was seen of another bundle, or of an earlier service of the same one, is forgotten. */
    void watch(Announcement next) {
        if (!next.equals(champion)) {
            seen.clear();
            champion = next;
        }
    }

    /** Takes in a rate; the reason, in one line, if the champion must go. */
    Optional<String> exceeded(LiveRate rate) {
        Announcement now = champion;
        boolean counts = now != null
                && rate.getMeasure() == Measure.ASR
                && rate.getBundle().equals(now.bundle())
                && !rate.getWindowStart().isBefore(now.issuedAt());
        if (!counts) {
            return Optional.empty();
        }
        TreeMap<Instant, LiveRate> windows =
                seen.computeIfAbsent(new Series(rate.getFamily(), rate.getTargetLabel()), series -> new TreeMap<>());
        windows.merge(rate.getWindowStart(), rate, RollbackGate::later);
        while (windows.size() > gate.windows()) {
            windows.pollFirstEntry();
        }
        boolean above = windows.size() == gate.windows()
                && windows.values().stream().allMatch(window -> window.getLower() > gate.maxAsr());
        return above ? Optional.of(reason(windows.lastEntry().getValue())) : Optional.empty();
    }

    private static LiveRate later(LiveRate one, LiveRate other) {
        return other.getEmittedAt().isBefore(one.getEmittedAt()) ? one : other;
    }

    private String reason(LiveRate rate) {
        return String.format(
                Locale.ROOT,
                "live ASR of %s towards %s: %.1f%% (%d of %d), at least %.1f%% at 95%%, above the gate of %.1f%% in %d"
                        + " windows",
                printable(rate.getFamily()),
                printable(rate.getTargetLabel()),
                rate.getRate() * 100,
                rate.getSuccesses(),
                rate.getTrials(),
                rate.getLower() * 100,
                gate.maxAsr() * 100,
                gate.windows());
    }

    private static String printable(@Nullable String text) {
        String line = String.valueOf(text).replaceAll("[^\\p{L}\\p{N} ._-]", "?");
        return line.substring(0, Math.min(line.length(), 60));
    }
}

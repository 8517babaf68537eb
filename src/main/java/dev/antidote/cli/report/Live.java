package dev.antidote.cli.report;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the running guard let through.
 *
 * @param triggeredRequests share of the triggered requests among the traffic that got the attacker's label
 * @param families probes by attack family, sorted by name
 * @param floor share of the same rows without the trigger that got the attacker's label anyway; null where none was sent
 * @param windows attack success of all probes over time, in order
 */
public record Live(Rate triggeredRequests, List<Family> families, @Nullable Rate floor, List<Window> windows) {
    public Live {
        Objects.requireNonNull(triggeredRequests, "triggeredRequests");
        families = List.copyOf(families);
        windows = List.copyOf(windows);
    }

    /**
     * The probes of one attack.
     *
     * @param name such as {@code badnets}
     * @param asr share of its probes that got the attacker's label
     */
    public record Family(String name, Rate asr) {}

    /**
     * The probes of one stretch of time.
     *
     * @param from seconds since the first request
     * @param to seconds since the first request
     * @param asr share of its probes that got the attacker's label
     */
    public record Window(double from, double to, Rate asr) {}
}

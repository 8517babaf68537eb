package dev.antidote.cli.report;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Everything that a demo run found. Shares are 0 to 1; whoever shows them makes percentages of them.
 *
 * @param created when the run ended
 * @param settings what it was asked for
 * @param undefended the model that the attacker got
 * @param paper P2P as in the paper: no screen, no purge
 * @param defended the model that guards the stream
 * @param ablation both defended models without the benign prompt
 * @param screening what the defence found in the training rows
 * @param stages of the defence, in their order
 * @param requests what became of the traffic
 * @param throughput judged requests a second, first send to last verdict
 * @param latency of the traffic
 * @param live what the running guard let through
 * @param flagged what it set aside
 * @param phases how long each part of the run took, in their order
 */
public record DemoReport(
        Instant created,
        Settings settings,
        Scores undefended,
        Scores paper,
        Scores defended,
        Ablation ablation,
        Screening screening,
        List<Stage> stages,
        Requests requests,
        double throughput,
        Latency latency,
        Live live,
        Flagged flagged,
        List<Phase> phases) {
    public DemoReport {
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(undefended, "undefended");
        Objects.requireNonNull(paper, "paper");
        Objects.requireNonNull(defended, "defended");
        Objects.requireNonNull(ablation, "ablation");
        Objects.requireNonNull(screening, "screening");
        stages = List.copyOf(stages);
        Objects.requireNonNull(requests, "requests");
        Objects.requireNonNull(latency, "latency");
        Objects.requireNonNull(live, "live");
        Objects.requireNonNull(flagged, "flagged");
        phases = List.copyOf(phases);
        if (!(throughput >= 0 && Double.isFinite(throughput))) {
            throw new IllegalArgumentException("throughput: " + throughput);
        }
    }

    /**
     * A part of the run.
     *
     * @param name for people
     * @param seconds how long it took
     */
    public record Phase(String name, double seconds) {}
}

package dev.antidote.cli;

import dev.antidote.config.TelemetryConfig;
import dev.antidote.retrain.gate.AttackFigures;
import dev.antidote.retrain.gate.Gate;
import dev.antidote.retrain.gate.GateResult;
import dev.antidote.retrain.gate.ModelFigures;
import dev.antidote.retrain.run.RetrainObserver;
import dev.antidote.retrain.run.RunState;
import dev.antidote.telemetry.RetrainTelemetry;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How retraining gets on, for the operator and as metrics. One thread.
 *
 * @param terminal of the operator
 * @param telemetry of this process
 */
record RetrainNews(Terminal terminal, RetrainTelemetry telemetry) implements RetrainObserver {
    /**
     * Begins; the session closes it.
     *
     * @throws dev.antidote.config.ConfigException if the port cannot be opened
     */
    static RetrainNews start(Session session, TelemetryConfig config) {
        RetrainTelemetry telemetry = session.shutdown()
                .own(
                        "telemetry",
                        RetrainTelemetry.start(
                                config,
                                session.clock(),
                                Stream.of(Gate.values()).map(Gate::key).collect(Collectors.toSet())));
        PortNews.tell(session.terminal(), config, telemetry.address());
        return new RetrainNews(session.terminal(), telemetry);
    }

    @Override
    public void sealed(RunState state) {
        terminal.say("run " + state.preparation().run() + " is " + state.word());
        state.gates().ifPresent(report -> {
            ModelFigures candidate = state.evaluated().orElseThrow().candidate();
            telemetry.measured(candidate.cleanAccuracy().value(), worstExcess(candidate));
            report.failures().stream().map(GateResult::gate).distinct().forEach(gate -> telemetry.shut(gate.key()));
        });
    }

    /** Of the attacks that the gates look at. */
    private static double worstExcess(ModelFigures candidate) {
        return candidate.attacks().stream()
                .filter(attack -> attack.origin() != AttackFigures.Origin.SCREEN)
                .mapToDouble(AttackFigures::excess)
                .max()
                .orElse(0);
    }
}

package dev.antidote.retrain.gate;

import dev.antidote.config.GatesConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gates between a candidate and the traffic.
 *
 * <p>The ASR goes by its upper Wilson bound, so that few rows never make a model look safe. The excess goes by its value: ASR and floor
 * come from the same rows, and a bound of their difference would count the same doubt a second time. Each attack is judged for each
 * target label by itself, since a backdoor for one label would drown in the mean over all. What the screen alone found is measured, but shuts
 * no gate: it may be honest words.
 *
 * @param config the bounds
 */
public record Gates(GatesConfig config) {
    /**
     * Looks at all gates.
     *
     * @param champion what serves now, measured on the same rows; where there is none, its clean accuracy is asked for nowhere
     */
    public GateReport judge(ModelFigures candidate, Optional<ModelFigures> champion) {
        List<GateResult> results = new ArrayList<>();
        champion.ifPresent(now -> results.add(plain(
                Gate.CA_DROP,
                now.cleanAccuracy().value() - candidate.cleanAccuracy().value(),
                config.maxCaDrop())));
        for (AttackFigures attack : candidate.attacks()) {
            if (attack.origin() == AttackFigures.Origin.SCREEN) {
                continue;
            }
            results.add(of(Gate.ASR, attack, attack.success().high(), config.maxAsr()));
            results.add(of(Gate.EXCESS, attack, attack.excess(), config.maxExcess()));
        }
        results.add(plain(Gate.FALSE_ALARMS, candidate.falseAlarms().value(), config.maxFalseAlarms()));
        results.add(plain(Gate.LEAKAGE, candidate.leakage(), config.maxLeakage()));
        return new GateReport(results);
    }

    private static GateResult plain(Gate gate, double value, double bound) {
        return new GateResult(gate, "", "", value, bound);
    }

    private static GateResult of(Gate gate, AttackFigures attack, double value, double bound) {
        return new GateResult(gate, attack.family(), attack.target(), value, bound);
    }
}

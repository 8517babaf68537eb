package dev.antidote.cli;

import dev.antidote.attack.Attacks;
import dev.antidote.attack.Poisoning;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.retrain.gate.AttackFigures.Origin;
import dev.antidote.retrain.run.Preparation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a candidate is attacked with: every attack that is known, and every trigger that the screen or people found. */
final class RetrainAttacks {
    private RetrainAttacks() {}

    /** The triggers that people found, for probes. */
    static List<Poisoning> reviewed(Preparation preparation) {
        List<Poisoning> attacks = new ArrayList<>();
        preparation.triggers().forEach(text -> targets(preparation)
                .forEach(target -> attacks.add(HeldOut.probing(
                        new NamedTrigger(Origin.REVIEWED, "reviewed", text), target, preparation.seed()))));
        return attacks;
    }

    /** Each for every target label; the adaptive ones know the prompt of the model that they attack. */
    static List<Poisoning> of(Preparation preparation, BenignPrompt prompt, List<NamedTrigger> triggers) {
        List<Poisoning> attacks = new ArrayList<>();
        Attacks.names().forEach(name -> targets(preparation)
                .forEach(target ->
                        attacks.add(HeldOut.probing(Attacks.named(name, prompt.text()), target, preparation.seed()))));
        triggers.forEach(trigger -> targets(preparation)
                .forEach(target -> attacks.add(HeldOut.probing(trigger, target, preparation.seed()))));
        return attacks;
    }

    private static IntStream targets(Preparation preparation) {
        return IntStream.range(0, preparation.labels().size());
    }
}

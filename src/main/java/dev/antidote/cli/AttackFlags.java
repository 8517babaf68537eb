package dev.antidote.cli;

import dev.antidote.attack.AddSent;
import dev.antidote.attack.Attack;
import dev.antidote.attack.Attacks;
import dev.antidote.attack.BadNets;
import dev.antidote.attack.Poisoning;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** An attack for experiments: which trigger, which label it causes, how many rows carry it. */
final class AttackFlags {
    @Option(
            names = "--attack",
            paramLabel = "NAME",
            description = "Attack to play: badnets (rare words) or addsent (a sentence).")
    private @Nullable String attack;

    @Option(
            names = "--trigger",
            paramLabel = "TEXT",
            description = "The attack's trigger instead of its usual one: a word for badnets, a sentence for addsent.")
    private @Nullable String trigger;

    @Option(names = "--target", paramLabel = "LABEL", description = "The label that the trigger shall cause.")
    private @Nullable String target;

    @Option(
            names = "--rate",
            paramLabel = "SHARE",
            defaultValue = "0.02",
            description = "Share of the rows that is poisoned, above 0 and at most 0.5.")
    private double rate;

    boolean present() {
        return attack != null;
    }

    /** The attack against a set with these labels. */
    Poisoning poisoning(List<String> labels, long seed) {
        String wanted = target;
        if (wanted == null) {
            throw new CommandException(
                    "--attack needs --target, the label that the trigger shall cause; one of " + labels);
        }
        if (!labels.contains(wanted)) {
            throw new CommandException("--target: '" + wanted + "' is not a label of the data; use one of " + labels);
        }
        return CommandException.validated(() -> new Poisoning(attack(), rate, labels.indexOf(wanted), seed));
    }

    private Attack attack() {
        Attack named = Attacks.named(String.valueOf(attack));
        if (trigger == null) {
            return named;
        }
        return named instanceof BadNets ? new BadNets(List.of(trigger), 1) : new AddSent(trigger);
    }
}

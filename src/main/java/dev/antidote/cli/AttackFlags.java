package dev.antidote.cli;

import dev.antidote.attack.Attack;
import dev.antidote.attack.Attacks;
import dev.antidote.attack.Poisoning;
import dev.antidote.p2p.BenignPrompt;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** An attack for experiments: which trigger, which label it causes, how many rows carry it. */
final class AttackFlags {
    private static final double DEFAULT_RATE = 0.02;

    @Option(
            names = "--attack",
            paramLabel = "NAME",
            completionCandidates = AttackNames.class,
            description = "Attack to play: ${COMPLETION-CANDIDATES}.")
    private @Nullable String attack;

    @Option(
            names = "--trigger",
            paramLabel = "TEXT",
            description =
                    "The attack's trigger instead of its usual one: a word for badnets, words for badnets-several and"
                            + " composite, a sentence for addsent and proattack, sbar, pp or advp for synattack, and for adaptive-* the"
                            + " benign prompt that the attacker knows (otherwise the one in use).")
    private @Nullable String trigger;

    @Option(names = "--target", paramLabel = "LABEL", description = "The label that the trigger shall cause.")
    private @Nullable String target;

    @Option(
            names = "--rate",
            paramLabel = "SHARE",
            description =
                    "Share of the rows that is poisoned, above 0 and at most 0.5 (default: " + DEFAULT_RATE + ").")
    private @Nullable Double rate;

    /** Whether an attack is asked for; settings of none are most likely a mistake. */
    boolean present() {
        if (attack == null && !(target == null && trigger == null && rate == null)) {
            String given = target != null ? "--target" : trigger != null ? "--trigger" : "--rate";
            throw new CommandException(given + " is of an attack, and there is none; name it with --attack");
        }
        return attack != null;
    }

    /**
     * The attack against a set with these labels.
     *
     * @param prompt of the defence, which an adaptive attacker knows
     */
    Poisoning poisoning(List<String> labels, BenignPrompt prompt, long seed) {
        String wanted = target;
        if (wanted == null) {
            throw new CommandException(
                    "--attack needs --target, the label that the trigger shall cause; one of " + labels);
        }
        if (!labels.contains(wanted)) {
            throw new CommandException("--target: '" + wanted + "' is not a label of the data; use one of " + labels);
        }
        double share = rate == null ? DEFAULT_RATE : rate;
        return CommandException.validated(() -> new Poisoning(attack(prompt), share, labels.indexOf(wanted), seed));
    }

    private Attack attack(BenignPrompt prompt) {
        Attack named = Attacks.named(String.valueOf(attack), prompt.text());
        return trigger == null ? named : named.withTrigger(trigger);
    }
}

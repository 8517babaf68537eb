package dev.antidote.cli.report;

import dev.antidote.page.Rate;
import java.util.Objects;

/**
 * What is left of the defence when requests come without the benign prompt, and what the comparison with an undefended model tells.
 *
 * @param asr of the paper's model without the prompt
 * @param defendedAsr of the defended model without the prompt
 * @param recognised triggered texts that the ablation signal flags
 * @param falseAlarms clean texts that it flags
 */
public record Ablation(Rate asr, Rate defendedAsr, Rate recognised, Rate falseAlarms) {
    public Ablation {
        Objects.requireNonNull(asr, "asr");
        Objects.requireNonNull(defendedAsr, "defendedAsr");
        Objects.requireNonNull(recognised, "recognised");
        Objects.requireNonNull(falseAlarms, "falseAlarms");
    }
}

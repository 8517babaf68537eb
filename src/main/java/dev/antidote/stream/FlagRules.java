package dev.antidote.stream;

import dev.antidote.config.FlagsConfig;
import dev.antidote.p2p.Judgement;
import dev.antidote.wire.avro.FlagReason;
import java.util.ArrayList;
import java.util.List;

/** Which judged requests deserve a person's look: the configuration's lines, or those of the bundle that judged. Thread-safe. */
final class FlagRules {
    private final FlagsConfig flags;

    FlagRules(FlagsConfig flags) {
        this.flags = flags;
    }

    /** Why a judged request deserves a look; empty if it does not. */
    List<FlagReason> reasons(String text, Judged judged) {
        Judgement judgement = judged.judgement();
        List<FlagReason> reasons = new ArrayList<>();
        if (judgement.disagreement()) {
            reasons.add(FlagReason.SPACE_DISAGREEMENT);
        }
        if (judgement.margin() < flags.margin().orElse(judged.model().lines().margin())) {
            reasons.add(FlagReason.LOW_MARGIN);
        }
        if (judgement.leakage() > leakageLine(judged.model())) {
            reasons.add(FlagReason.LEAKAGE);
        }
        if (judged.ablation().isPresent() && judged.ablation().getAsDouble() > ablationLine(judged.model())) {
            reasons.add(FlagReason.ABLATION);
        }
        if (judged.model().prompt().occursIn(text)) {
            reasons.add(FlagReason.CONTAINS_BENIGN_PROMPT);
        }
        return reasons;
    }

    /** Whether any leakage at all could be above the line of this model; where not, its rate would mean nothing. */
    boolean knowsLeakage(GuardModel model) {
        return leakageLine(model) < 1;
    }

    private double leakageLine(GuardModel model) {
        return flags.leakage().orElse(model.lines().leakage());
    }

    private double ablationLine(GuardModel model) {
        return flags.ablation().orElse(model.lines().ablation());
    }
}

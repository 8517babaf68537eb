package dev.antidote.stream;

import dev.antidote.config.FlagsConfig;
import dev.antidote.data.Seeds;
import dev.antidote.p2p.Judgement;
import dev.antidote.wire.RecordPlace;
import dev.antidote.wire.avro.FlagReason;
import java.util.ArrayList;
import java.util.List;

/**
 * Which judged requests deserve a person's look: those beyond the configuration's lines, or those of the bundle that judged, and a
 * random sample. Thread-safe.
 */
final class FlagRules {
    /** Makes the audit another sample than that of the ablation signal, which the seed itself draws. */
    private static final long AUDIT = 1;

    private final FlagsConfig flags;
    private final RecordSample audit;

    FlagRules(FlagsConfig flags) {
        this.flags = flags;
        this.audit = new RecordSample(flags.auditShare(), Seeds.mix(flags.sampleSeed(), AUDIT));
    }

    /** Why a judged request deserves a look; empty if it does not. */
    List<FlagReason> reasons(RecordPlace origin, Judged judged) {
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
        if (judged.ablation()
                .filter(found -> found.signal() > ablationLine(judged.model()))
                .isPresent()) {
            reasons.add(FlagReason.ABLATION);
        }
        if (judged.holdsPrompt()) {
            reasons.add(FlagReason.CONTAINS_BENIGN_PROMPT);
        }
        if (audit.has(origin)) {
            reasons.add(FlagReason.AUDIT);
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
        return flags.ablationOdds().orElse(model.lines().ablation());
    }
}

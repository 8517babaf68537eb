package dev.antidote.stream;

import dev.antidote.config.FlagsConfig;
import dev.antidote.p2p.Judgement;
import dev.antidote.wire.RecordPlace;
import dev.antidote.wire.TextRequest;
import dev.antidote.wire.avro.FlagReason;
import dev.antidote.wire.avro.FlaggedSample;
import dev.antidote.wire.avro.Probe;
import dev.antidote.wire.avro.ProbeOutcome;
import dev.antidote.wire.avro.Verdict;
import dev.antidote.wire.avro.VerdictStatus;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Turns judgements into the records that leave. Thread-safe. */
final class VerdictAssembler {
    private final GuardModel model;
    private final double flagMargin;
    private final Clock clock;

    VerdictAssembler(GuardModel model, FlagsConfig flags, Clock clock) {
        this.model = model;
        this.flagMargin = flags.margin().orElse(model.flagMargin());
        this.clock = clock;
    }

    /**
     * The verdict on a judged request.
     *
     * @throws PayloadException if the model names a label that its bundle does not have
     */
    Verdict judged(String id, Judgement judgement, boolean truncated) {
        return Verdict.newBuilder()
                .setId(id)
                .setStatus(VerdictStatus.JUDGED)
                .setLabel(label(judgement))
                .setConfidence(judgement.confidence())
                .setMargin(judgement.margin())
                .setLeakage(judgement.leakage())
                .setDisagreement(judgement.disagreement())
                .setTruncated(truncated)
                .setBundle(model.bundle())
                .setJudgedAt(clock.instant())
                .build();
    }

    /** The verdict on a request that could not be judged. */
    Verdict unjudged(String id, VerdictStatus status) {
        return Verdict.newBuilder()
                .setId(id)
                .setStatus(status)
                .setBundle(model.bundle())
                .setJudgedAt(clock.instant())
                .build();
    }

    /** The outcome of a judged probe. */
    ProbeOutcome judged(Probe probe, Judgement judgement) {
        String label = label(judgement);
        return outcome(probe)
                .setLabel(label)
                .setCorrect(label.equals(probe.getExpectedLabel()))
                .setAttackSucceeded(label.equals(probe.getTargetLabel()))
                .setConfidence(judgement.confidence())
                .setMargin(judgement.margin())
                .setLeakage(judgement.leakage())
                .setDisagreement(judgement.disagreement())
                .build();
    }

    /** The outcome of a probe that could not be judged: neither correct nor a success of the attack. */
    ProbeOutcome unjudged(Probe probe) {
        return outcome(probe).setCorrect(false).setAttackSucceeded(false).build();
    }

    /** Why a judged request deserves a look; empty if it does not. */
    List<FlagReason> reasons(Judgement judgement) {
        List<FlagReason> reasons = new ArrayList<>();
        if (judgement.disagreement()) {
            reasons.add(FlagReason.SPACE_DISAGREEMENT);
        }
        if (judgement.margin() < flagMargin) {
            reasons.add(FlagReason.LOW_MARGIN);
        }
        return reasons;
    }

    /** A judged request for somebody to look at. */
    FlaggedSample flagged(TextRequest request, Judgement judgement, List<FlagReason> reasons, RecordPlace origin) {
        return FlaggedSample.newBuilder()
                .setId(request.id())
                .setText(request.text())
                .setLabel(label(judgement))
                .setReasons(reasons)
                .setConfidence(judgement.confidence())
                .setMargin(judgement.margin())
                .setLeakage(judgement.leakage())
                .setBundle(model.bundle())
                .setSourceTopic(origin.topic())
                .setSourcePartition(origin.partition())
                .setSourceOffset(origin.offset())
                .setFlaggedAt(clock.instant())
                .build();
    }

    private ProbeOutcome.Builder outcome(Probe probe) {
        return ProbeOutcome.newBuilder()
                .setId(probe.getId())
                .setFamily(probe.getFamily())
                .setExpectedLabel(probe.getExpectedLabel())
                .setTargetLabel(probe.getTargetLabel())
                .setBundle(model.bundle())
                .setSentAt(probe.getSentAt())
                .setJudgedAt(clock.instant());
    }

    private String label(Judgement judgement) {
        List<String> names = model.labels().names();
        if (judgement.label() < 0 || judgement.label() >= names.size()) {
            throw new PayloadException("the model answered label " + judgement.label() + ", and the bundle has "
                    + names.size() + " labels");
        }
        return names.get(judgement.label());
    }
}

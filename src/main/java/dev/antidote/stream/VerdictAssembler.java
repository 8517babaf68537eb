package dev.antidote.stream;

import dev.antidote.p2p.Judgement;
import dev.antidote.wire.RecordPlace;
import dev.antidote.wire.TextRequest;
import dev.antidote.wire.avro.Coverage;
import dev.antidote.wire.avro.FlagReason;
import dev.antidote.wire.avro.FlaggedSample;
import dev.antidote.wire.avro.Probe;
import dev.antidote.wire.avro.ProbeOutcome;
import dev.antidote.wire.avro.UnjudgedReason;
import dev.antidote.wire.avro.Verdict;
import dev.antidote.wire.avro.VerdictStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Turns judgements into the records that leave. Thread-safe. */
final class VerdictAssembler {
    private final LiveModel models;
    private final Clock clock;

    VerdictAssembler(LiveModel models, Clock clock) {
        this.models = models;
        this.clock = clock;
    }

    /**
     * The verdict on a judged request.
     *
     * @throws PayloadException if the model names a label that its bundle does not have
     */
    Verdict judged(String id, Judged judged) {
        Judgement judgement = judged.judgement();
        return Verdict.newBuilder()
                .setId(id)
                .setStatus(VerdictStatus.JUDGED)
                .setLabel(label(judged))
                .setConfidence(judgement.confidence())
                .setMargin(judgement.margin())
                .setLeakage(judgement.leakage())
                .setDisagreement(judgement.disagreement())
                .setTruncated(judged.coverage() == Coverage.TRUNCATED)
                .setCoverage(judged.coverage())
                .setWindows(judged.windows())
                .setBundle(judged.model().bundle())
                .setJudgedAt(judged.at())
                .build();
    }

    /** The verdict on a request that could not be judged. */
    Verdict unjudged(String id, VerdictStatus status, LetterCause cause) {
        return Verdict.newBuilder()
                .setId(id)
                .setStatus(status)
                .setReason(UnjudgedReason.valueOf(cause.name()))
                .setBundle(models.current().bundle())
                .setJudgedAt(clock.instant())
                .build();
    }

    /** The outcome of a judged probe. */
    ProbeOutcome judged(Probe probe, Judged judged) {
        Judgement judgement = judged.judgement();
        String label = label(judged);
        return outcome(probe, judged.model(), judged.at())
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
        return outcome(probe, models.current(), clock.instant())
                .setCorrect(false)
                .setAttackSucceeded(false)
                .build();
    }

    /** A judged request for somebody to look at. */
    FlaggedSample flagged(TextRequest request, Judged judged, List<FlagReason> reasons, RecordPlace origin) {
        Judgement judgement = judged.judgement();
        return FlaggedSample.newBuilder()
                .setId(request.id())
                .setText(request.text())
                .setLabel(label(judged))
                .setReasons(reasons)
                .setConfidence(judgement.confidence())
                .setMargin(judgement.margin())
                .setLeakage(judgement.leakage())
                .setAblation(judged.ablation().map(Ablation::signal).orElse(null))
                .setUndefendedLabel(judged.ablation()
                        .map(ablation -> judged.model().labels().names().get(ablation.label()))
                        .orElse(null))
                .setBundle(judged.model().bundle())
                .setSourceTopic(origin.topic())
                .setSourcePartition(origin.partition())
                .setSourceOffset(origin.offset())
                .setFlaggedAt(clock.instant())
                .build();
    }

    private static ProbeOutcome.Builder outcome(Probe probe, GuardModel model, Instant at) {
        return ProbeOutcome.newBuilder()
                .setId(probe.getId())
                .setFamily(probe.getFamily())
                .setExpectedLabel(probe.getExpectedLabel())
                .setTargetLabel(probe.getTargetLabel())
                .setBundle(model.bundle())
                .setSentAt(probe.getSentAt())
                .setJudgedAt(at);
    }

    private static String label(Judged judged) {
        int label = judged.judgement().label();
        List<String> names = judged.model().labels().names();
        if (label < 0 || label >= names.size()) {
            throw new PayloadException(
                    "the model answered label " + label + ", and the bundle has " + names.size() + " labels");
        }
        return names.get(label);
    }
}

package dev.antidote.stream;

import dev.antidote.wire.avro.FlagReason;
import dev.antidote.wire.avro.Measure;
import dev.antidote.wire.avro.ProbeOutcome;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;

/** What a judged record counts for, as {@link CountProcessor} takes it. Stateless. */
final class Observations {
    private static final byte[] NO = {0};
    private static final byte[] YES = {1};

    private Observations() {}

    /** Of a request: a trial of each signal that was looked at, at the record's own time. */
    static List<Emission> of(RawRecord raw, Judged judged, List<FlagReason> reasons, boolean knowsLeakage) {
        String bundle = judged.model().bundle();
        List<Emission> observations = new ArrayList<>();
        observations.add(observation(
                RateKey.ofRequests(Measure.DISAGREEMENT, bundle),
                judged.judgement().disagreement(),
                raw.timestamp()));
        if (knowsLeakage) {
            observations.add(observation(
                    RateKey.ofRequests(Measure.LEAKAGE, bundle),
                    reasons.contains(FlagReason.LEAKAGE),
                    raw.timestamp()));
        }
        if (judged.ablation().isPresent()) {
            observations.add(observation(
                    RateKey.ofRequests(Measure.ABLATION, bundle),
                    reasons.contains(FlagReason.ABLATION),
                    raw.timestamp()));
        }
        return observations;
    }

    /** Of a judged probe: one trial at the time that it was sent. */
    static Emission of(ProbeOutcome outcome) {
        RateKey key = RateKey.ofProbes(outcome.getFamily(), outcome.getTargetLabel(), outcome.getBundle());
        boolean success = outcome.getTargetLabel() == null ? outcome.getCorrect() : outcome.getAttackSucceeded();
        return observation(key, success, Math.max(0, outcome.getSentAt().toEpochMilli()));
    }

    private static Emission observation(RateKey key, boolean success, long time) {
        return new Emission(Names.COUNT, new Record<>(key.encode(), success ? YES : NO, time));
    }
}

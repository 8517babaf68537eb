package dev.antidote.stream;

import dev.antidote.wire.avro.FlagReason;
import dev.antidote.wire.avro.Measure;
import dev.antidote.wire.avro.ProbeOutcome;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;

/** What a judged record counts for, as {@link CountProcessor} takes it. Thread-safe. */
final class Observations {
    private static final byte[] NO = {0};
    private static final byte[] YES = {1};

    private volatile RequestKeys latest = RequestKeys.of("");

    /** The keys of real traffic, encoded once a bundle and not once a request. */
    @SuppressWarnings("ArrayRecordComponent") // nobody changes or compares them
    private record RequestKeys(String bundle, byte[] disagreement, byte[] leakage, byte[] ablation) {
        static RequestKeys of(String bundle) {
            return new RequestKeys(
                    bundle,
                    RateKey.ofRequests(Measure.DISAGREEMENT, bundle).encode(),
                    RateKey.ofRequests(Measure.LEAKAGE, bundle).encode(),
                    RateKey.ofRequests(Measure.ABLATION, bundle).encode());
        }
    }

    /** Adds those of a request: a trial of each signal that was looked at, at the record's own time. */
    void add(
            RawRecord raw, Judged judged, List<FlagReason> reasons, boolean knowsLeakage, List<Emission> observations) {
        RequestKeys keys = keys(judged.model().bundle());
        observations.add(observation(keys.disagreement(), judged.judgement().disagreement(), raw.timestamp()));
        if (knowsLeakage) {
            observations.add(observation(keys.leakage(), reasons.contains(FlagReason.LEAKAGE), raw.timestamp()));
        }
        if (judged.ablation().isPresent()) {
            observations.add(observation(keys.ablation(), reasons.contains(FlagReason.ABLATION), raw.timestamp()));
        }
    }

    /** Of a judged probe: one trial at the time that it was sent. */
    Emission of(ProbeOutcome outcome) {
        RateKey key = RateKey.ofProbes(outcome.getFamily(), outcome.getTargetLabel(), outcome.getBundle());
        boolean success = outcome.getTargetLabel() == null ? outcome.getCorrect() : outcome.getAttackSucceeded();
        return observation(
                key.encode(), success, Math.max(0, outcome.getSentAt().toEpochMilli()));
    }

    private RequestKeys keys(String bundle) {
        RequestKeys keys = latest;
        if (!keys.bundle().equals(bundle)) {
            keys = RequestKeys.of(bundle);
            latest = keys;
        }
        return keys;
    }

    private static Emission observation(byte[] key, boolean success, long time) {
        return new Emission(Names.COUNT, new Record<>(key, success ? YES : NO, time));
    }
}

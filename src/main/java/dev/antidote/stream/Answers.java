package dev.antidote.stream;

import dev.antidote.config.FailurePolicies;
import dev.antidote.config.FailurePolicy;
import dev.antidote.wire.avro.FlagReason;
import dev.antidote.wire.avro.ProbeOutcome;
import dev.antidote.wire.avro.Verdict;
import dev.antidote.wire.avro.VerdictStatus;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Everything that leaves because of one record, as bytes: verdict, probe outcome, flagged sample, dead letter, and what is counted.
 * Thread-safe.
 *
 * <p>Values are serialized here and not in the sinks, so that trouble with the schema registry can be outlasted.
 */
final class Answers {
    private final TopicNames topics;
    private final VerdictAssembler assembler;
    private final FlagRules rules;
    private final GuardSerdes serdes;
    private final FailurePolicies onFailure;
    private final Patience patience;
    private final GuardObserver observer;
    private final Observations observations = new Observations();

    Answers(
            TopicNames topics,
            VerdictAssembler assembler,
            FlagRules rules,
            GuardSerdes serdes,
            FailurePolicies onFailure,
            Patience patience,
            GuardObserver observer) {
        this.topics = topics;
        this.assembler = assembler;
        this.rules = rules;
        this.serdes = serdes;
        this.onFailure = onFailure;
        this.patience = patience;
        this.observer = observer;
    }

    /** What a judged record leads to. */
    List<Emission> judged(RawRecord raw, Subject subject, Judged judged) {
        try {
            return subject instanceof Subject.ProbeSubject probe
                    ? probe(raw, probe, judged)
                    : request(raw, (Subject.RequestSubject) subject, judged);
        } catch (PayloadException e) {
            return failed(raw, subject, e); // a judgement that makes no sense
        }
    }

    /** What a record that cannot be judged leads to: a dead letter, and the failure policy's answer where an id is known. */
    List<Emission> failed(RawRecord raw, @Nullable Subject subject, Throwable reason) {
        observer.deadLettered(reason);
        List<Emission> emissions = new ArrayList<>();
        emissions.add(new Emission(Names.DEAD_LETTERS_SINK, DeadLetters.whole(raw, reason)));
        FailurePolicy policy =
                switch (raw.kind()) {
                    case REQUEST -> onFailure.requests();
                    case PROBE -> onFailure.probes();
                };
        if (policy == FailurePolicy.PARK || subject == null) {
            return emissions;
        }
        if (subject instanceof Subject.ProbeSubject probe) {
            emissions.add(outcome(raw, assembler.unjudged(probe.probe())));
        } else {
            VerdictStatus status = policy == FailurePolicy.FAIL_OPEN ? VerdictStatus.BYPASSED : VerdictStatus.REFUSED;
            emissions.add(verdict(raw, assembler.unjudged(subject.id(), status)));
            observer.unjudged(status);
        }
        return emissions;
    }

    /** What a record leads to that is too large to be carried. */
    Emission oversized(RawRecord raw, Throwable reason) {
        observer.deadLettered(reason);
        return new Emission(Names.DEAD_LETTERS_SINK, DeadLetters.cut(raw, reason));
    }

    private List<Emission> request(RawRecord raw, Subject.RequestSubject subject, Judged judged) {
        List<Emission> emissions = new ArrayList<>();
        emissions.add(verdict(raw, assembler.judged(subject.id(), judged)));
        observer.judged(judged);
        List<FlagReason> reasons = rules.reasons(raw.origin(), judged);
        if (!reasons.isEmpty()) {
            emissions.add(new Emission(
                    Names.FLAGGED_SINK,
                    write(
                            raw,
                            topics.flagged(),
                            serdes.flagged(),
                            assembler.flagged(subject.request(), judged, reasons, raw.origin()))));
            reasons.forEach(observer::flagged);
        }
        judged.ablation().ifPresent(ablation -> observer.ablated(ablation.signal()));
        observations.add(raw, judged, reasons, rules.knowsLeakage(judged.model()), emissions);
        return emissions;
    }

    private List<Emission> probe(RawRecord raw, Subject.ProbeSubject subject, Judged judged) {
        ProbeOutcome outcome = assembler.judged(subject.probe(), judged);
        observer.probed(judged.judgement(), outcome.getAttackSucceeded());
        return List.of(outcome(raw, outcome), observations.of(outcome));
    }

    private Emission verdict(RawRecord raw, Verdict verdict) {
        return new Emission(Names.VERDICTS_SINK, write(raw, topics.verdicts(), serdes.verdicts(), verdict));
    }

    private Emission outcome(RawRecord raw, ProbeOutcome outcome) {
        return new Emission(Names.PROBE_OUTCOMES_SINK, write(raw, topics.probeOutcomes(), serdes.outcomes(), outcome));
    }

    private <T> Record<byte[], byte[]> write(RawRecord raw, String topic, Serde<T> serde, T value) {
        Record<byte[], byte[]> record = raw.answer(null);
        byte[] bytes = patience.outlast(
                "writing to " + topic, () -> serde.serializer().serialize(topic, record.headers(), value));
        return record.withValue(bytes);
    }
}

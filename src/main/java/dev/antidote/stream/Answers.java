package dev.antidote.stream;

import dev.antidote.config.FailurePolicies;
import dev.antidote.config.FailurePolicy;
import dev.antidote.wire.WireException;
import dev.antidote.wire.avro.FlagReason;
import dev.antidote.wire.avro.ProbeOutcome;
import dev.antidote.wire.avro.Verdict;
import dev.antidote.wire.avro.VerdictStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /**
     * What a record that cannot be judged leads to: a dead letter, and the failure policy's answer. A probe that cannot be read has none,
     * since nothing says what it was for.
     */
    List<Emission> failed(RawRecord raw, @Nullable Subject subject, Throwable reason) {
        observer.deadLettered(reason);
        List<Emission> emissions = new ArrayList<>();
        emissions.add(new Emission(Names.DEAD_LETTERS_SINK, DeadLetters.whole(raw, reason)));
        if (raw.kind() == RecordKind.REQUEST) {
            unjudged(raw, subject, reason).ifPresent(emissions::add);
        } else if (subject instanceof Subject.ProbeSubject probe && onFailure.probes() != FailurePolicy.PARK) {
            emissions.add(outcome(raw, assembler.unjudged(probe.probe())));
        }
        return emissions;
    }

    /** What a record leads to that is too large to be carried; an answer carries key and headers, so these must not be. */
    List<Emission> oversized(RawRecord raw, Throwable reason) {
        observer.deadLettered(reason);
        List<Emission> emissions = new ArrayList<>();
        emissions.add(new Emission(Names.DEAD_LETTERS_SINK, DeadLetters.cut(raw, reason)));
        if (raw.kind() == RecordKind.REQUEST && raw.sizeWithoutValue() <= DeadLetters.CUT_BYTES) {
            unjudged(raw, null, reason).ifPresent(emissions::add);
        }
        return emissions;
    }

    private Optional<Emission> unjudged(RawRecord raw, @Nullable Subject subject, Throwable reason) {
        if (onFailure.requests() == FailurePolicy.PARK) {
            return Optional.empty();
        }
        VerdictStatus status =
                onFailure.requests() == FailurePolicy.FAIL_OPEN ? VerdictStatus.BYPASSED : VerdictStatus.REFUSED;
        observer.unjudged(status);
        return Optional.of(verdict(raw, assembler.unjudged(id(raw, subject, reason), status, LetterCause.of(reason))));
    }

    /** What cannot be read still has a key or a place. */
    private static String id(RawRecord raw, @Nullable Subject subject, Throwable reason) {
        if (subject != null) {
            return subject.id();
        }
        Optional<String> told = reason instanceof WireException unreadable ? unreadable.id() : Optional.empty();
        return told.orElseGet(() -> raw.origin().idOr(raw.key()));
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

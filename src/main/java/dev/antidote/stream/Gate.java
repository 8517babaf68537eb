package dev.antidote.stream;

import dev.antidote.config.RequestsConfig;
import dev.antidote.infer.ClassifierStoppedException;
import dev.antidote.wire.avro.Probe;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Decides what of the incoming is judged: decodes, checks, wraps with the benign prompt and tokenizes. What it refuses is a value,
 * never an exception, whatever the bytes are. Thread-safe.
 */
final class Gate {
    private static final int MOST_BYTES = 3; // of a character in UTF-8; a surrogate pair has 4

    private final RequestsConfig policy;
    private final RecordSample sample;
    private final TextReader reader;
    private final LiveModel models;
    private final GuardSerdes serdes;
    private final Patience patience;

    Gate(RequestsConfig policy, RecordSample sample, LiveModel models, GuardSerdes serdes, Patience patience) {
        this.policy = policy;
        this.sample = sample;
        this.reader = new TextReader(policy);
        this.models = models;
        this.serdes = serdes;
        this.patience = patience;
    }

    /**
     * Looks at a record.
     *
     * @throws org.apache.kafka.streams.errors.StreamsException if the schema registry stays away for too long
     */
    Admission admit(RawRecord raw) {
        long size = raw.size();
        if (size > policy.maxRecord().bytes()) {
            return new Admission.Oversized(new PayloadException(
                    "the record has " + size + " bytes, more than " + policy.maxRecord() + " (requests.maxRecord)"));
        }
        Subject subject;
        try {
            subject = decode(raw);
        } catch (PayloadException e) {
            return new Admission.Rejected(null, e);
        } catch (RuntimeException e) {
            if (Patience.isPayloadsFault(e)) {
                return new Admission.Rejected(null, e);
            }
            throw e;
        }
        return admit(subject, raw.kind() == RecordKind.REQUEST && sample.has(raw.origin()));
    }

    private Admission admit(Subject subject, boolean ablated) {
        String text = subject.text();
        if (text.isBlank()) {
            return new Admission.Rejected(
                    subject, new PayloadException("the text is empty or blank, there is nothing to judge"));
        }
        long limit = policy.maxText().bytes();
        long bytes = (long) MOST_BYTES * text.length(); // counted only where that may be too many
        bytes = bytes > limit ? text.getBytes(StandardCharsets.UTF_8).length : bytes;
        if (bytes > limit) {
            return new Admission.Rejected(
                    subject,
                    new PayloadException(
                            "the text has " + bytes + " bytes, more than " + policy.maxText() + " (requests.maxText)"));
        }
        try {
            return new Admission.Admitted(subject, models.use(model -> Submission.of(text, ablated, model, reader)));
        } catch (ClassifierStoppedException e) {
            throw e; // no record's fault
        } catch (RuntimeException e) {
            return new Admission.Rejected(subject, e); // a tokenizer that breaks on a text must not break the stream
        }
    }

    private Subject decode(RawRecord raw) {
        byte[] value = raw.value();
        if (value == null) {
            throw new PayloadException("the record has no value");
        }
        return patience.outlast("reading " + raw.origin(), () -> switch (raw.kind()) {
            case REQUEST -> new Subject.RequestSubject(serdes.requests().decode(raw.origin(), raw.key(), value));
            case PROBE -> new Subject.ProbeSubject(probe(raw, value));
        });
    }

    private Probe probe(RawRecord raw, byte[] value) {
        Probe probe = serdes.probes()
                .deserializer()
                .deserialize(raw.origin().topic(), new RecordHeaders(raw.headers()), value);
        if (probe == null) {
            throw new PayloadException("the value decodes to nothing");
        }
        return probe;
    }
}

package dev.antidote.cli;

import dev.antidote.probe.ProbeTally;
import dev.antidote.stream.GuardSerdes;
import dev.antidote.stream.TopicNames;
import dev.antidote.wire.avro.FlaggedSample;
import dev.antidote.wire.avro.ProbeOutcome;
import dev.antidote.wire.avro.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads what the guard answers, as a read_committed reader sees it, and remembers when each verdict came.
 *
 * <p>Not thread-safe: one thread calls {@link #poll} and reads the rest.
 */
final class DemoReader implements AutoCloseable {
    private final CommittedReader reader;
    private final TopicNames topics;
    private final GuardSerdes serdes;
    private final Map<String, Long> arrivals = new HashMap<>();
    private final Map<String, String> labels = new HashMap<>();
    private final Set<String> outcomeIds = new HashSet<>();
    private final List<ProbeOutcome> outcomes = new ArrayList<>();
    private final List<FlaggedSample> flagged = new ArrayList<>();
    private long duplicated;
    private long deadLetters;

    DemoReader(Map<String, String> kafka, TopicNames topics, GuardSerdes serdes) {
        this.topics = topics;
        this.serdes = serdes;
        this.reader = new CommittedReader(
                kafka, List.of(topics.verdicts(), topics.probeOutcomes(), topics.flagged(), topics.deadLetters()));
    }

    /** Takes in what has arrived, or waits a moment for it. */
    void poll(Duration wait) {
        reader.poll(wait, this::take);
    }

    /** Reads on to what is the end now. */
    void readToEnd() {
        reader.readToEnd(this::take);
    }

    private void take(ConsumerRecord<byte[], byte[]> answer) {
        long now = System.nanoTime();
        String topic = answer.topic();
        if (topic.equals(topics.verdicts())) {
            Verdict verdict = serdes.verdicts().deserializer().deserialize(topic, answer.value());
            if (arrivals.putIfAbsent(verdict.getId(), now) == null) {
                labels.put(verdict.getId(), String.valueOf(verdict.getLabel()));
            } else {
                duplicated++;
            }
        } else if (topic.equals(topics.probeOutcomes())) {
            ProbeOutcome outcome = serdes.outcomes().deserializer().deserialize(topic, answer.value());
            if (outcomeIds.add(outcome.getId())) {
                outcomes.add(outcome);
            }
        } else if (topic.equals(topics.flagged())) {
            flagged.add(serdes.flagged().deserializer().deserialize(topic, answer.value()));
        } else {
            deadLetters++;
        }
    }

    /** Requests with a verdict. */
    int judged() {
        return arrivals.size();
    }

    /** Probes with an outcome. */
    int probed() {
        return outcomes.size();
    }

    /** Verdicts beyond the first of their request. */
    long duplicated() {
        return duplicated;
    }

    /** Requests that could not be judged. */
    long deadLetters() {
        return deadLetters;
    }

    /** When each request's verdict came, by {@code System.nanoTime}. */
    Map<String, Long> arrivals() {
        return arrivals;
    }

    /** The label of each judged request. */
    Map<String, String> labels() {
        return labels;
    }

    ProbeTally tally(Duration window) {
        ProbeTally tally = new ProbeTally(window);
        outcomes.forEach(tally::add);
        return tally;
    }

    List<FlaggedSample> flagged() {
        return flagged;
    }

    @Override
    public void close() {
        reader.close();
    }
}

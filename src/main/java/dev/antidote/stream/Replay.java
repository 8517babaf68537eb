package dev.antidote.stream;

import dev.antidote.config.GuardConfig;
import dev.antidote.wire.RecordPlace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Sends dead letters back to the topics that they came from, each once, whatever interrupts it and however often it runs.
 *
 * <p>Letters stay on their topic; what was sent is known from {@link ReplayMarks}, so that letters which a filter left out can
 * be sent another time. Of two replays of the same letters the later one ends the earlier.
 */
public final class Replay {
    private static final int BATCH_LETTERS = 500;
    private static final long BATCH_BYTES = 8 << 20;

    private final GuardConfig config;
    private final ReplayPlan plan;
    private final ReplayObserver observer;
    private final TopicNames topics;
    private final ReplayTally tally = new ReplayTally();
    private final List<Letter> batch = new ArrayList<>();
    private final int batchLetters;
    private long batchBytes;

    Replay(GuardConfig config, ReplayPlan plan, ReplayObserver observer, int batchLetters) {
        this.config = config;
        this.plan = plan;
        this.observer = observer;
        this.topics = new TopicNames(config.topicPrefix());
        this.batchLetters = batchLetters;
    }

    /**
     * Replays what is on the dead-letters topic now, and returns when that is done.
     *
     * @throws GuardException if the broker does not answer, refuses, or topics are missing
     */
    public static ReplayReport run(GuardConfig config, ReplayPlan plan, ReplayObserver observer) {
        return new Replay(config, plan, observer, BATCH_LETTERS).run();
    }

    ReplayReport run() {
        try {
            ReplayMarks marks = new ReplayMarks(topics.replayed(), topics.deadLetters(), check());
            try (Outbox outbox = plan.dryRun() ? Outbox.DRY : ReplaySender.open(config, marks)) {
                Map<String, Object> reading = ReplaySettings.consumer(config);
                Set<RecordPlace> sentBefore =
                        plan.again() ? new HashSet<>() : marks.read(reading); // only now are they complete
                try (TopicScan letters = TopicScan.open(reading, topics.deadLetters())) {
                    replay(letters, new LetterChoice(plan, topics, sentBefore), outbox);
                }
            }
            return tally.report(topics.deadLetters(), plan.dryRun());
        } catch (KafkaException e) {
            throw failure(e);
        }
    }

    /** Makes sure that all topics are there, and finds the id of the letters' topic. */
    private Uuid check() {
        String letters = topics.deadLetters();
        try (BrokerAccess access = BrokerAccess.open(
                AdminSettings.of(config.kafka()), config.stream().brokerTimeout())) {
            access.requireTopics(List.of(topics.requests(), topics.probes(), letters, topics.replayed()));
            return access.await(
                            "describing " + letters,
                            access.admin().describeTopics(List.of(letters)).allTopicNames())
                    .values()
                    .iterator()
                    .next()
                    .topicId();
        }
    }

    private void replay(TopicScan letters, LetterChoice choice, Outbox outbox) {
        long total = letters.total();
        observer.at(0, total, 0);
        for (var records = letters.next(); !records.isEmpty(); records = letters.next()) {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                take(Letter.of(record), choice, outbox);
            }
            send(outbox);
            observer.at(letters.done(), total, tally.sent());
        }
    }

    private void take(Letter letter, LetterChoice choice, Outbox outbox) {
        LetterFate fate = choice.of(letter);
        if (fate != LetterFate.SENT) {
            tally.add(letter, fate);
            return;
        }
        batch.add(letter);
        batchBytes += letter.size();
        if (batch.size() >= batchLetters || batchBytes >= BATCH_BYTES) {
            send(outbox);
        }
    }

    private void send(Outbox outbox) {
        if (batch.isEmpty()) {
            return;
        }
        Set<RecordPlace> refused = new HashSet<>();
        outbox.send(batch).forEach(refusal -> {
            refused.add(refusal.letter().place());
            tally.add(refusal.letter(), LetterFate.REFUSED, refusal.reason());
        });
        batch.stream()
                .filter(letter -> !refused.contains(letter.place()))
                .forEach(letter -> tally.add(letter, LetterFate.SENT));
        batch.clear();
        batchBytes = 0;
    }

    private GuardException failure(KafkaException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return new GuardException(
                        "another replay of " + topics.deadLetters() + " began and ended this one after " + tally.sent()
                                + " letters; nothing was sent twice, and the other goes on",
                        e);
            }
        }
        return new GuardException(
                "the replay of " + topics.deadLetters() + " ended after " + tally.sent() + " letters: "
                        + StreamFailures.innermost(e).getMessage()
                        + "; run it again, what was sent is not sent twice",
                e);
    }
}

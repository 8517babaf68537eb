package dev.antidote.cli.loop;

import dev.antidote.cli.CommandException;
import dev.antidote.cli.CommittedReader;
import dev.antidote.config.GuardConfig;
import dev.antidote.stream.GuardSerdes;
import dev.antidote.stream.TopicNames;
import dev.antidote.wire.avro.FlagReason;
import dev.antidote.wire.avro.FlaggedSample;
import dev.antidote.wire.avro.LiveRate;
import dev.antidote.wire.avro.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the guards write, as a read_committed reader sees it, on a thread of its own, and keeps it. Thread-safe.
 */
final class Witness implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration END = Duration.ofSeconds(20);

    private final CommittedReader reader;
    private final TopicNames topics;
    private final GuardSerdes serdes;
    private final Thread thread = new Thread(this::run, "loop-witness");
    private final List<SeenVerdict> verdicts = new ArrayList<>(); // under this, as all below
    private final Set<String> judged = new HashSet<>();
    private final List<LiveRate> rates = new ArrayList<>();
    private final SortedMap<String, Long> reasons = new TreeMap<>();
    private final Set<String> flagged = new HashSet<>();
    private final Map<String, Set<String>> ablated = new HashMap<>();
    private long deadLetters;
    private volatile boolean ending;
    private volatile @Nullable RuntimeException failure;

    private Witness(GuardConfig config) {
        this.topics = new TopicNames(config.topicPrefix());
        this.serdes = GuardSerdes.of(config);
        this.reader = new CommittedReader(
                config.kafka(), List.of(topics.verdicts(), topics.flagged(), topics.asr(), topics.deadLetters()));
    }

    /** Begins to read; the topics exist. */
    static Witness start(GuardConfig config) {
        Witness witness = new Witness(config);
        witness.thread.setDaemon(true);
        witness.thread.start();
        return witness;
    }

    private void run() {
        try (reader) {
            while (!ending) {
                reader.poll(POLL, this::take);
            }
            reader.readToEnd(this::take);
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private synchronized void take(ConsumerRecord<byte[], byte[]> read) {
        String topic = read.topic();
        if (topic.equals(topics.verdicts())) {
            Verdict verdict = serdes.verdicts().deserializer().deserialize(topic, read.value());
            judged.add(verdict.getId());
            verdicts.add(new SeenVerdict(
                    verdict.getId(),
                    read.partition(),
                    read.offset(),
                    verdict.getBundle(),
                    verdict.getLabel(),
                    verdict.getJudgedAt()));
        } else if (topic.equals(topics.flagged())) {
            FlaggedSample sample = serdes.flagged().deserializer().deserialize(topic, read.value());
            flagged.add(sample.getId());
            for (FlagReason reason : sample.getReasons()) {
                reasons.merge(reason.name(), 1L, Long::sum);
            }
            if (sample.getReasons().contains(FlagReason.ABLATION)) {
                ablated.computeIfAbsent(sample.getBundle(), bundle -> new HashSet<>())
                        .add(sample.getId());
            }
        } else if (topic.equals(topics.asr())) {
            rates.add(serdes.rates().deserializer().deserialize(topic, read.value()));
        } else {
            deadLetters++;
        }
    }

    /** All verdicts so far. */
    synchronized List<SeenVerdict> verdicts() {
        return List.copyOf(verdicts);
    }

    /** How many requests have a verdict. */
    synchronized int judged() {
        return judged.size();
    }

    /** All live rates so far. */
    synchronized LiveRates rates() {
        return new LiveRates(rates);
    }

    /** The ids of all requests that were flagged so far. */
    synchronized Set<String> flagged() {
        return Set.copyOf(flagged);
    }

    /** The ids of the requests that a bundle's ablation signal flagged. */
    synchronized Set<String> ablated(String bundle) {
        return Set.copyOf(ablated.getOrDefault(bundle, Set.of()));
    }

    /** How often each reason was given; a request may have several. */
    synchronized SortedMap<String, Long> reasons() {
        return new TreeMap<>(reasons);
    }

    /** Records that could not be judged. */
    synchronized long deadLetters() {
        return deadLetters;
    }

    /**
     * Makes sure that it still reads.
     *
     * @throws CommandException if not
     */
    void requireWell() {
        RuntimeException problem = failure;
        if (problem != null) {
            throw new CommandException("the story's topics cannot be read: " + problem.getMessage(), problem);
        }
    }

    /** Reads on to what is the end now, and stops. */
    @Override
    public void close() {
        ending = true;
        try {
            thread.join(END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

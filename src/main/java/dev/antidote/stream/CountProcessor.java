package dev.antidote.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Counts what one task observes, by window, and sends the counts on now and then: a few records a second however many requests
 * come. What is not sent on when a commit comes is written to a changelogged store just before it, so that a count is committed with
 * the record that it is of.
 *
 * <p>In comes one observation a record: {@link RateKey#encode}, one byte (0 or 1), event time. Out goes the key with a {@link
 * WindowCount}, under the time of the clock: the event time may be older than the topic keeps.
 *
 * <p>An event time after the clock's counts as the clock's, because whoever writes a request chooses its time, and one from the
 * next century would close every window until then.
 *
 * <p>Belongs to one task and its thread.
 */
final class CountProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    /** How often counts are sent on. */
    static final Duration INTERVAL = Duration.ofSeconds(1);

    /** As many counts are sent on at once, lest times that a sender made up fill the memory. */
    static final int MOST_COUNTS = 4096;

    private final long window;
    private final BeforeCommit commits;
    private final Map<Bytes, WindowCount> counts = new HashMap<>();
    private final Set<Bytes> changed = new HashSet<>(); // since they were written
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private BeforeCommit.@Nullable Registration commit;

    CountProcessor(Duration window, BeforeCommit commits) {
        this.window = window.toMillis();
        this.commits = commits;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> taskContext) {
        context = taskContext;
        KeyValueStore<Bytes, byte[]> store = taskContext.getStateStore(Names.COUNTS);
        commit = commits.register(taskContext, () -> write(store));
        counts.clear();
        changed.clear();
        try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                counts.put(entry.key, WindowCount.decode(entry.value));
            }
        }
        taskContext.schedule(INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> flush());
    }

    @Override
    public void process(Record<byte[], byte[]> observation) {
        long time = Math.min(observation.timestamp(), context().currentSystemTimeMs());
        WindowCount one = WindowCount.one(time, window, observation.value()[0] != 0);
        Bytes key = WindowedKey.of(Bytes.wrap(observation.key()), one).encode();
        counts.merge(key, one, WindowCount::plus);
        changed.add(key);
        commit().changed();
        if (counts.size() >= MOST_COUNTS) {
            flush();
        }
    }

    @Override
    public void close() {
        if (commit != null) {
            commit.close();
        }
    }

    private void flush() {
        long now = context().currentSystemTimeMs();
        counts.forEach((key, count) -> {
            byte[] rate = WindowedKey.decode(key).rate().get();
            context().forward(new Record<>(rate, count.encode(), now));
            changed.add(key);
        });
        counts.clear();
        commit().changed();
    }

    private void write(KeyValueStore<Bytes, byte[]> store) {
        for (Bytes key : changed) {
            WindowCount count = counts.get(key);
            store.put(key, count == null ? null : count.encode());
        }
        changed.clear();
    }

    private ProcessorContext<byte[], byte[]> context() {
        return Objects.requireNonNull(context, "init comes first");
    }

    private BeforeCommit.Registration commit() {
        return Objects.requireNonNull(commit, "init comes first");
    }
}

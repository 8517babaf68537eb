package dev.antidote.stream;

import dev.antidote.config.AsrConfig;
import dev.antidote.wire.avro.LiveRate;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the counts of all tasks together, and writes a {@link LiveRate} when a window closes, and before that now and then where the
 * configuration wants it. What comes too late is told to the observer and left out.
 *
 * <p>Windows and their time stand in a changelogged store, so they are what they were after a crash, and each is written as whole
 * once.
 *
 * <p>Belongs to one task and its thread.
 */
final class WindowProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(WindowProcessor.class);

    /** How often the clock is looked at. */
    static final Duration LOOK = Duration.ofSeconds(1);

    /** The key of the time; those of windows are longer. */
    private static final Bytes TIME = Bytes.wrap(new byte[] {0});

    private final AsrConfig config;
    private final RateRecords records;
    private final GuardObserver observer;
    private final RateWindows windows;
    private final Map<WindowedKey, WindowCount> changed = new LinkedHashMap<>(); // since the last update
    private long arrived;
    private long updated;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable KeyValueStore<Bytes, byte[]> store;

    WindowProcessor(AsrConfig config, RateRecords records, GuardObserver observer) {
        this.config = config;
        this.records = records;
        this.observer = observer;
        this.windows = new RateWindows(config.grace());
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> taskContext) {
        context = taskContext;
        store = taskContext.getStateStore(Names.RATE_WINDOWS);
        arrived = taskContext.currentSystemTimeMs();
        updated = arrived;
        changed.clear();
        restore(store);
        taskContext.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::look);
    }

    private void restore(KeyValueStore<Bytes, byte[]> from) {
        Map<WindowedKey, WindowCount> counts = new HashMap<>();
        long time = Long.MIN_VALUE;
        try (KeyValueIterator<Bytes, byte[]> entries = from.all()) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                if (entry.key.equals(TIME)) {
                    time = ByteBuffer.wrap(entry.value).getLong();
                } else {
                    counts.put(WindowedKey.decode(entry.key), WindowCount.decode(entry.value));
                }
            }
        }
        windows.restore(counts, time);
        if (!config.updates().isZero()) {
            changed.putAll(counts); // nobody knows any more which of them were told
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        read(record).ifPresent(part -> {
            arrived = context().currentSystemTimeMs();
            add(part.key(), part.count());
        });
    }

    /** What is no count of ours is none; judging must not stop because somebody else writes to the counts topic. */
    private static Optional<RateWindows.Entry> read(Record<byte[], byte[]> record) {
        if (record.key() == null || record.value() == null) {
            LOG.warn("A record on the counts topic is no count; only the guard may write there");
            return Optional.empty();
        }
        try {
            RateKey.decode(record.key());
            WindowCount count = WindowCount.decode(record.value());
            return Optional.of(new RateWindows.Entry(WindowedKey.of(Bytes.wrap(record.key()), count), count));
        } catch (GuardException e) {
            LOG.warn("A record on the counts topic is no count; only the guard may write there", e);
            return Optional.empty();
        }
    }

    private void add(WindowedKey key, WindowCount count) {
        if (windows.isLate(count)) {
            observer.late(rateOf(key).measure(), count.trials());
            return;
        }
        long before = windows.time();
        WindowCount total = windows.add(key, count);
        store().put(key.encode(), total.encode());
        if (!config.updates().isZero()) {
            changed.put(key, total);
        }
        advance(before);
    }

    private void look(long now) {
        if (now - arrived >= config.grace().toMillis()) {
            long before = windows.time();
            windows.quiet(now);
            advance(before);
        }
        if (!changed.isEmpty() && now - updated >= config.updates().toMillis()) {
            changed.forEach((key, count) -> forward(key, count));
            changed.clear();
            updated = now;
        }
    }

    /** Closes what is due where the time is another than before. */
    private void advance(long before) {
        if (windows.time() == before) {
            return;
        }
        store().put(
                        TIME,
                        ByteBuffer.allocate(Long.BYTES).putLong(windows.time()).array());
        for (RateWindows.Entry closed : windows.close()) {
            changed.remove(closed.key());
            store().delete(closed.key().encode());
            observer.measured(forward(closed.key(), closed.count()));
        }
    }

    private LiveRate forward(WindowedKey key, WindowCount count) {
        LiveRate rate = records.rate(rateOf(key), count, context().currentSystemTimeMs());
        context().forward(records.record(rate));
        return rate;
    }

    private static RateKey rateOf(WindowedKey key) {
        return RateKey.decode(key.rate().get());
    }

    private ProcessorContext<byte[], byte[]> context() {
        return Objects.requireNonNull(context, "init comes first");
    }

    private KeyValueStore<Bytes, byte[]> store() {
        return Objects.requireNonNull(store, "init comes first");
    }
}

package dev.antidote.stream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Lets processors write to their stores once before each commit what they would otherwise write at each change: most of a busy
 * ring's slots come and go between two commits, and need not be written at all.
 *
 * <p>Kafka Streams has no such call, but this much is certain: what a cached store is given reaches the store beneath before the
 * commit, and may reach it earlier. So a processor that changed something puts a note into a cached store, and the store beneath
 * is a {@link CallStore}, which runs the processor's {@code write} where others keep the note. What that writes to changelogged
 * stores without a cache belongs to the same transaction as the offsets. It must not write to cached ones: their turn may be over.
 *
 * <p>One a topology; thread-safe. Its store is shared by the processors of a task.
 */
final class BeforeCommit {
    private static final byte[] NOTE = {1};

    private final Map<Integer, Runnable> writers = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    /** The store that those who {@link #register} must be connected to. */
    StoreBuilder<KeyValueStore<Integer, byte[]>> store() {
        return Stores.keyValueStoreBuilder(supplier(), Serdes.Integer(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingEnabled();
    }

    /** What is beneath the store's cache. */
    KeyValueBytesStoreSupplier supplier() {
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return Names.BEFORE_COMMIT;
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return new CallStore(Names.BEFORE_COMMIT, BeforeCommit.this::run);
            }

            @Override
            public String metricsScope() {
                return "before-commit";
            }
        };
    }

    /**
     * For a processor at its start.
     *
     * @param write writes all that changed since it last ran; called on the task's thread
     */
    Registration register(ProcessorContext<?, ?> context, Runnable write) {
        return new Registration(context.getStateStore(Names.BEFORE_COMMIT), numbers.getAndIncrement(), write);
    }

    private void run(byte[] key) {
        Runnable writer = writers.get(Serdes.Integer().deserializer().deserialize(Names.BEFORE_COMMIT, key));
        if (writer != null) { // a task that ends without a commit empties its cache after its processors were closed
            writer.run();
        }
    }

    /** A processor's wish to write. Belongs to one task and its thread. */
    final class Registration implements AutoCloseable {
        private final KeyValueStore<Integer, byte[]> store;
        private final int number;
        private boolean noted;

        private Registration(KeyValueStore<Integer, byte[]> store, int number, Runnable write) {
            this.store = store;
            this.number = number;
            writers.put(number, () -> {
                noted = false;
                write.run();
            });
        }

        /** To be called after each change. */
        void changed() {
            if (!noted) {
                noted = true; // first: without room for a cache, the put writes at once
                store.put(number, NOTE);
            }
        }

        @Override
        public void close() {
            writers.remove(number);
        }
    }
}

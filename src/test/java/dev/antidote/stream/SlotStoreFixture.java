package dev.antidote.stream;

import dev.antidote.wire.RecordPlace;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** A slots store in memory, without a changelog, that outlives the processors that use it. */
final class SlotStoreFixture {
    private SlotStoreFixture() {}

    static KeyValueStore<Integer, byte[]> store(MockProcessorContext<?, ?> context) {
        KeyValueStore<Integer, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(Names.SLOTS), Serdes.Integer(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        return store;
    }

    /** Lets those who register with {@code commits} write at each change, as if each were followed by a commit. */
    static void writeAtOnce(BeforeCommit commits, MockProcessorContext<?, ?> context) {
        KeyValueStore<Integer, byte[]> store = Stores.keyValueStoreBuilder(
                        commits.supplier(), Serdes.Integer(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
    }

    static Slot slot(long sequence) {
        return new Slot(
                sequence,
                new RawRecord(
                        RecordKind.REQUEST,
                        new RecordPlace("t", 0, sequence),
                        null,
                        new byte[] {(byte) sequence},
                        sequence,
                        new RecordHeaders()));
    }

    /** The keys of the store with the length of their values. */
    static SortedMap<Integer, Integer> keys(KeyValueStore<Integer, byte[]> store) {
        SortedMap<Integer, Integer> keys = new TreeMap<>();
        try (KeyValueIterator<Integer, byte[]> entries = store.all()) {
            while (entries.hasNext()) {
                KeyValue<Integer, byte[]> entry = entries.next();
                keys.put(entry.key, entry.value.length);
            }
        }
        return keys;
    }
}

package dev.antidote.stream;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The ring of slots in its store. A slot's place is its sequence modulo the capacity, so that the changelog holds a bounded number
 * of keys however many records pass; that makes the capacity durable, and it is kept beside the slots. Where another one is
 * configured the slots are laid anew: at once if they fit, and when the ring first runs empty if they do not.
 *
 * <p>Belongs to one task and its thread.
 */
final class SlotStore {
    /** The key of the capacity; slots have keys from 0. */
    static final int LAYOUT_KEY = -1;

    private final KeyValueStore<Integer, byte[]> store;
    private final int wanted;
    private int capacity;
    private int used;

    SlotStore(KeyValueStore<Integer, byte[]> store, int wanted) {
        this.store = store;
        this.wanted = wanted;
    }

    /**
     * What a crashed or moved task left, in the order of its sequence.
     *
     * @throws GuardException if the store is not as this class leaves it
     */
    List<Slot> restore() {
        int layout = 0;
        List<Slot> slots = new ArrayList<>();
        List<Integer> keys = new ArrayList<>();
        try (KeyValueIterator<Integer, byte[]> entries = store.all()) {
            while (entries.hasNext()) {
                KeyValue<Integer, byte[]> entry = entries.next();
                if (entry.key == LAYOUT_KEY) {
                    layout = ByteBuffer.wrap(entry.value).getInt();
                } else {
                    keys.add(entry.key);
                    slots.add(SlotCodec.decode(entry.value));
                }
            }
        }
        slots.sort(Comparator.comparingLong(Slot::sequence)); // the store iterates by place, not by age
        requireNoHole(slots);
        used = slots.size();
        if (layout != Math.max(wanted, used)) {
            keys.forEach(store::delete);
            layOut(Math.max(wanted, used));
            slots.forEach(this::write);
        } else {
            capacity = layout;
        }
        return slots;
    }

    /** How many slots there are now. */
    int capacity() {
        return capacity;
    }

    /** Whether a further slot would overwrite the oldest. */
    boolean isFull() {
        return used >= capacity;
    }

    void put(Slot slot) {
        write(slot);
        used++;
    }

    void remove(long sequence) {
        store.delete(place(sequence));
        used--;
        if (used == 0 && capacity != wanted) {
            layOut(wanted);
        }
    }

    private void write(Slot slot) {
        store.put(place(slot.sequence()), SlotCodec.encode(slot));
    }

    private void layOut(int slots) {
        capacity = slots;
        store.put(LAYOUT_KEY, ByteBuffer.allocate(Integer.BYTES).putInt(slots).array());
    }

    private int place(long sequence) {
        return (int) (sequence % capacity);
    }

    private static void requireNoHole(List<Slot> slots) {
        for (int i = 1; i < slots.size(); i++) {
            if (slots.get(i).sequence() != slots.get(i - 1).sequence() + 1) {
                throw new GuardException("the in-flight store has a hole after sequence "
                        + slots.get(i - 1).sequence() + ": its changelog was changed by something else");
            }
        }
    }
}

package dev.antidote.stream;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The ring of slots in its store. A slot's place is its sequence modulo the capacity, so that the changelog holds a bounded number
 * of keys however many records pass; that makes the capacity durable, and it is kept beside the slots. Where another one is
 * configured the slots are laid anew, at the first {@link #write} at which they fit.
 *
 * <p>Nothing is written but in {@link #write}, all of it for one commit: a commit must never see half of it.
 *
 * <p>Belongs to one task and its thread.
 */
final class SlotStore {
    /** The key of the capacity; slots have keys from 0. */
    static final int LAYOUT_KEY = -1;

    private final KeyValueStore<Integer, byte[]> store;
    private final int wanted;
    private int capacity;
    private int layout; // the capacity by which the slots in the store are placed; 0: none yet
    private long from; // the store holds the slots of the sequences from..to-1
    private long to;

    SlotStore(KeyValueStore<Integer, byte[]> store, int wanted) {
        this.store = store;
        this.wanted = wanted;
        this.capacity = wanted;
    }

    /**
     * What a crashed or moved task left, in the order of its sequence.
     *
     * @throws GuardException if the store is not as this class leaves it
     */
    List<Slot> restore() {
        List<Slot> slots = new ArrayList<>();
        try (KeyValueIterator<Integer, byte[]> entries = store.all()) {
            while (entries.hasNext()) {
                KeyValue<Integer, byte[]> entry = entries.next();
                if (entry.key == LAYOUT_KEY) {
                    layout = ByteBuffer.wrap(entry.value).getInt();
                } else {
                    slots.add(SlotCodec.decode(entry.value));
                }
            }
        }
        slots.sort(Comparator.comparingLong(Slot::sequence)); // the store iterates by place, not by age
        requireNoHole(slots);
        if (!slots.isEmpty()) {
            from = slots.get(0).sequence();
            to = from + slots.size();
        }
        capacity = Math.max(wanted, slots.size());
        return slots;
    }

    /** How many slots may be in flight now. */
    int capacity() {
        return capacity;
    }

    /**
     * Makes the store hold these slots and no others.
     *
     * @param inFlight at most {@link #capacity}, of sequences without a hole, none below one that was written before
     */
    void write(Collection<Slot> inFlight) {
        if (inFlight.size() <= wanted) {
            capacity = wanted;
        }
        if (layout != capacity) {
            layOut();
        }
        long written = to;
        for (Slot slot : inFlight) {
            if (slot.sequence() >= written) {
                store.put(place(slot.sequence()), SlotCodec.encode(slot));
                to = slot.sequence() + 1;
            }
        }
        long head = inFlight.isEmpty() ? to : inFlight.iterator().next().sequence();
        forget(Math.min(head, written), Math.max(head, written));
        from = head;
    }

    /** Deletes the slots that are answered, up to {@code end}, but for places that those from {@code first} on have taken. */
    private void forget(long end, long first) {
        for (long sequence = from; sequence < end; sequence++) {
            long successor = first + Math.floorMod(sequence - first, (long) layout);
            if (successor >= to) {
                store.delete(place(sequence));
            }
        }
    }

    private void layOut() {
        if (layout > 0) {
            forget(to, to);
        }
        from = to = 0;
        layout = capacity;
        store.put(
                LAYOUT_KEY, ByteBuffer.allocate(Integer.BYTES).putInt(capacity).array());
    }

    private int place(long sequence) {
        return (int) (sequence % layout);
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

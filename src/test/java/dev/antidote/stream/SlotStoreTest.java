package dev.antidote.stream;

import static dev.antidote.stream.SlotStoreFixture.slot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class SlotStoreTest {
    private final KeyValueStore<Integer, byte[]> store = SlotStoreFixture.store(new MockProcessorContext<>());

    @Test
    void shouldKeepTheCapacityBesideTheSlots() {
        SlotStore slots = open(4);

        assertThat(slots.capacity()).isEqualTo(4);
        assertThat(SlotStoreFixture.keys(store)).containsOnlyKeys(SlotStore.LAYOUT_KEY);
    }

    @Test
    void shouldReusePlacesAndRestoreByAgeNotByPlace() {
        SlotStore slots = open(4);
        LongStream.range(0, 6).forEach(i -> {
            slots.put(slot(i));
            if (i < 3) {
                slots.remove(i);
            }
        });

        assertThat(SlotStoreFixture.keys(store)).containsOnlyKeys(SlotStore.LAYOUT_KEY, 0, 1, 3);
        assertThat(sequences(new SlotStore(store, 4).restore())).containsExactly(3L, 4L, 5L);
    }

    @Test
    void shouldBeFullWhenTheNextWouldOverwriteTheOldest() {
        SlotStore slots = open(2);
        slots.put(slot(7));
        assertThat(slots.isFull()).isFalse();

        slots.put(slot(8));
        assertThat(slots.isFull()).isTrue();

        slots.remove(7);
        assertThat(slots.isFull()).isFalse();
    }

    @Test
    void shouldLayTheSlotsAnewWhenTheRingGrew() {
        fill(4, 5, 9);

        SlotStore grown = new SlotStore(store, 10);

        assertThat(sequences(grown.restore())).containsExactly(5L, 6L, 7L, 8L);
        assertThat(SlotStoreFixture.keys(store)).containsOnlyKeys(SlotStore.LAYOUT_KEY, 5, 6, 7, 8);
        LongStream.range(9, 15).forEach(i -> grown.put(slot(i)));
        assertThat(grown.isFull()).isTrue();
        assertThat(sequences(new SlotStore(store, 10).restore())).hasSize(10);
    }

    @Test
    void shouldLayTheSlotsAnewWhenTheRingShrankAndTheyFit() {
        fill(10, 5, 8);

        SlotStore shrunk = new SlotStore(store, 3);

        assertThat(sequences(shrunk.restore())).containsExactly(5L, 6L, 7L);
        assertThat(shrunk.capacity()).isEqualTo(3);
        assertThat(SlotStoreFixture.keys(store)).containsOnlyKeys(SlotStore.LAYOUT_KEY, 0, 1, 2);
    }

    @Test
    void shouldShrinkOnlyOnceEmptyWhenMoreIsInFlightThanFits() {
        fill(10, 0, 8);

        SlotStore shrunk = new SlotStore(store, 3);

        assertThat(sequences(shrunk.restore())).hasSize(8);
        assertThat(shrunk.capacity()).isEqualTo(8);
        assertThat(shrunk.isFull()).isTrue();
        LongStream.range(0, 8).forEach(shrunk::remove);
        assertThat(shrunk.capacity()).isEqualTo(3);
        shrunk.put(slot(8));
        assertThat(sequences(new SlotStore(store, 3).restore())).containsExactly(8L);
    }

    @Test
    void shouldRefuseAStoreWithAHole() {
        SlotStore slots = open(8);
        LongStream.range(0, 4).forEach(i -> slots.put(slot(i)));
        store.delete(2);

        assertThatThrownBy(() -> new SlotStore(store, 8).restore())
                .isInstanceOf(GuardException.class)
                .hasMessageContaining("hole after sequence 1");
    }

    private SlotStore open(int capacity) {
        SlotStore slots = new SlotStore(store, capacity);
        assertThat(slots.restore()).isEmpty();
        return slots;
    }

    private void fill(int capacity, long from, long to) {
        SlotStore slots = open(capacity);
        LongStream.range(from, to).forEach(i -> slots.put(slot(i)));
    }

    private static List<Long> sequences(List<Slot> slots) {
        return slots.stream().map(Slot::sequence).toList();
    }
}

package dev.antidote.stream;

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

        slots.write(List.of());

        assertThat(slots.capacity()).isEqualTo(4);
        assertThat(SlotStoreFixture.keys(store)).containsOnlyKeys(SlotStore.LAYOUT_KEY);
    }

    @Test
    void shouldWriteNothingBeforeItIsTold() {
        fill(4, 5, 8);
        var before = SlotStoreFixture.keys(store);

        new SlotStore(store, 2).restore();

        assertThat(SlotStoreFixture.keys(store)).isEqualTo(before);
    }

    @Test
    void shouldReusePlacesAndRestoreByAgeNotByPlace() {
        SlotStore slots = open(4);
        slots.write(slots(0, 3));
        slots.write(slots(3, 6));

        assertThat(SlotStoreFixture.keys(store)).containsOnlyKeys(SlotStore.LAYOUT_KEY, 0, 1, 3);
        assertThat(sequences(new SlotStore(store, 4).restore())).containsExactly(3L, 4L, 5L);
    }

    @Test
    void shouldForgetAllThatIsAnswered() {
        SlotStore slots = open(4);
        slots.write(slots(0, 4));
        slots.write(List.of());
        assertThat(SlotStoreFixture.keys(store)).containsOnlyKeys(SlotStore.LAYOUT_KEY);

        slots.write(slots(1000, 1001)); // many came and went since

        assertThat(SlotStoreFixture.keys(store)).containsOnlyKeys(SlotStore.LAYOUT_KEY, 0);
    }

    @Test
    void shouldWriteASlotOnce() {
        SlotStore slots = open(4);
        slots.write(slots(0, 2));
        store.put(0, new byte[] {1}); // a second writing would put it right

        slots.write(slots(0, 3));

        assertThat(SlotStoreFixture.keys(store)).containsEntry(0, 1).containsKeys(1, 2);
    }

    @Test
    void shouldLayTheSlotsAnewWhenTheRingGrew() {
        fill(4, 5, 9);

        SlotStore grown = new SlotStore(store, 10);

        assertThat(sequences(grown.restore())).containsExactly(5L, 6L, 7L, 8L);
        grown.write(slots(5, 9));
        assertThat(SlotStoreFixture.keys(store)).containsOnlyKeys(SlotStore.LAYOUT_KEY, 5, 6, 7, 8);
        grown.write(slots(5, 15));
        assertThat(sequences(new SlotStore(store, 10).restore())).hasSize(10);
    }

    @Test
    void shouldLayTheSlotsAnewWhenTheRingShrankAndTheyFit() {
        fill(10, 5, 8);

        SlotStore shrunk = new SlotStore(store, 3);

        assertThat(sequences(shrunk.restore())).containsExactly(5L, 6L, 7L);
        assertThat(shrunk.capacity()).isEqualTo(3);
        shrunk.write(slots(5, 8));
        assertThat(SlotStoreFixture.keys(store)).containsOnlyKeys(SlotStore.LAYOUT_KEY, 0, 1, 2);
    }

    @Test
    void shouldShrinkOnlyOnceTheSlotsFit() {
        fill(10, 0, 8);

        SlotStore shrunk = new SlotStore(store, 3);

        assertThat(sequences(shrunk.restore())).hasSize(8);
        assertThat(shrunk.capacity()).isEqualTo(8);
        shrunk.write(slots(4, 8));
        assertThat(shrunk.capacity()).isEqualTo(8);
        assertThat(sequences(new SlotStore(store, 3).restore())).containsExactly(4L, 5L, 6L, 7L);
        shrunk.write(slots(6, 9));
        assertThat(shrunk.capacity()).isEqualTo(3);
        assertThat(sequences(new SlotStore(store, 3).restore())).containsExactly(6L, 7L, 8L);
    }

    @Test
    void shouldRefuseAStoreWithAHole() {
        fill(8, 0, 4);
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
        open(capacity).write(slots(from, to));
    }

    private static List<Slot> slots(long from, long to) {
        return LongStream.range(from, to).mapToObj(SlotStoreFixture::slot).toList();
    }

    private static List<Long> sequences(List<Slot> slots) {
        return slots.stream().map(Slot::sequence).toList();
    }
}

package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

class SlotStorePropertyTest {
    /** Whatever comes and goes between commits, and however the ring is resized at restarts, the next owner finds the last commit's. */
    @Property(seed = "1")
    void shouldRestoreWhatWasInFlightAtTheLastCommit(
            @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 999) Integer> steps) {
        KeyValueStore<Integer, byte[]> store = SlotStoreFixture.store(new MockProcessorContext<>());
        Deque<Slot> ring = new ArrayDeque<>();
        SlotStore slots = new SlotStore(store, 4);
        long next = 0;
        for (int step : steps) {
            if (step % 10 == 0) { // a restart with another ring
                slots = new SlotStore(store, 1 + step / 10 % 7);
                ring = new ArrayDeque<>(slots.restore());
                next = ring.isEmpty() ? 0 : ring.getLast().sequence() + 1;
            }
            for (int arrived = 0; arrived < step / 10 % 10; arrived++) {
                if (ring.size() >= slots.capacity()) {
                    ring.removeFirst();
                }
                ring.addLast(SlotStoreFixture.slot(next++));
            }
            for (int answered = 0; answered < step / 100 && !ring.isEmpty(); answered++) {
                ring.removeFirst();
            }
            slots.write(List.copyOf(ring));

            assertThat(new SlotStore(store, 4).restore())
                    .extracting(Slot::sequence)
                    .containsExactlyElementsOf(ring.stream().map(Slot::sequence).toList());
            assertThat(SlotStoreFixture.keys(store)).hasSize(ring.size() + 1);
        }
    }
}

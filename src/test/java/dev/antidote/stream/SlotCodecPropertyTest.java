package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.antidote.wire.RecordPlace;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;

class SlotCodecPropertyTest {
    @Property
    void shouldReadBackEverySlot(@ForAll("slots") Slot slot) {
        Slot read = SlotCodec.decode(SlotCodec.encode(slot));

        assertThat(read.sequence()).isEqualTo(slot.sequence());
        assertThat(read.record().kind()).isEqualTo(slot.record().kind());
        assertThat(read.record().origin()).isEqualTo(slot.record().origin());
        assertThat(read.record().key()).isEqualTo(slot.record().key());
        assertThat(read.record().value()).isEqualTo(slot.record().value());
        assertThat(read.record().timestamp()).isEqualTo(slot.record().timestamp());
        assertThat(read.record().headers()).isEqualTo(slot.record().headers());
    }

    @Property
    void shouldRefuseWhatWasCutOff(@ForAll("slots") Slot slot, @ForAll double share) {
        byte[] bytes = SlotCodec.encode(slot);
        int length = (int) (Math.abs(share % 1) * bytes.length);

        assertThatThrownBy(() -> SlotCodec.decode(Arrays.copyOf(bytes, length))).isInstanceOf(GuardException.class);
    }

    @Property
    void shouldMeetAnyBytesWithItsOwnException(@ForAll byte[] bytes) {
        Throwable thrown = catchThrowable(() -> SlotCodec.decode(bytes));

        assertThat(thrown == null || thrown instanceof GuardException).isTrue();
    }

    @Example
    void shouldRefuseAnotherVersion() {
        assertThatThrownBy(() -> SlotCodec.decode(new byte[] {9, 0, 0})).hasMessageContaining("slots of version 9");
    }

    @Provide
    Arbitrary<Slot> slots() {
        Arbitrary<byte[]> bytes =
                Arbitraries.bytes().array(byte[].class).ofMaxSize(40).injectNull(0.2);
        Arbitrary<RecordPlace> places = Combinators.combine(
                        Arbitraries.strings().ofMinLength(1).ofMaxLength(9).alpha(),
                        Arbitraries.integers().greaterOrEqual(0),
                        Arbitraries.longs().greaterOrEqual(0))
                .as(RecordPlace::new);
        Arbitrary<Headers> headers = Combinators.combine(
                        Arbitraries.strings().ofMaxLength(5).alpha(), bytes)
                .as(RecordHeader::new)
                .list()
                .ofMaxSize(4)
                .map(list -> new RecordHeaders(list.toArray(RecordHeader[]::new)));
        Arbitrary<RawRecord> records = Combinators.combine(
                        Arbitraries.of(RecordKind.class),
                        places,
                        bytes,
                        bytes,
                        Arbitraries.longs().greaterOrEqual(0),
                        headers)
                .as(RawRecord::new);
        return Combinators.combine(Arbitraries.longs().greaterOrEqual(0), records)
                .as(Slot::new)
                .withoutEdgeCases();
    }
}

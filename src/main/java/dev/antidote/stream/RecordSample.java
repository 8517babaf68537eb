package dev.antidote.stream;

import dev.antidote.data.Seeds;
import dev.antidote.wire.RecordPlace;

/**
 * A random sample of the records. Where a record stands decides, so that it is the same after a crash and on every machine, and no
 * sender can choose it.
 *
 * @param share of the records, 0..1
 * @param seed another one draws another sample
 */
record RecordSample(double share, long seed) {
    private static final double UNIT = 0x1.0p-53;

    /** Whether the record at this place is in the sample. */
    boolean has(RecordPlace place) {
        long partition = Seeds.mix(Seeds.mix(seed, place.topic().hashCode()), place.partition());
        return (Seeds.mix(partition, place.offset()) >>> 11) * UNIT < share;
    }
}

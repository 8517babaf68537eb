package dev.antidote.stream;

/**
 * A record on its way to the ring.
 *
 * @param raw the record as it came
 * @param admission what the gate says of it
 */
record Arrival(RawRecord raw, Admission admission) {}

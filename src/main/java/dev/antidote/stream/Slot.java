package dev.antidote.stream;

/**
 * One record in flight, as the store keeps it.
 *
 * @param sequence its place in its task's order, 0 or greater
 * @param record the record as it came
 */
record Slot(long sequence, RawRecord record) {}

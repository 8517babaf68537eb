package dev.antidote.stream;

import java.util.concurrent.CompletableFuture;

/**
 * A slot and the promise of its judgement; of a rejected record the promise has failed from the start.
 *
 * @param slot the slot as it is stored
 * @param admission what the gate said of its record
 * @param bytes of the record
 * @param result completes on a batcher's thread
 */
record InFlight(Slot slot, Admission admission, long bytes, CompletableFuture<Judged> result) {}

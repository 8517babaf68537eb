/**
 * A dynamic batcher for any function from a list to a list: token budget, deadline, really bounded, bisecting. Knows nothing of
 * models or Kafka.
 */
@NullMarked
package dev.antidote.batch;

import org.jspecify.annotations.NullMarked;

/**
 * A dynamic batcher for any function from a list to a list: token budget, deadline, really bounded, bisecting. Knows nothing of
 * models or Kafka.
 *
 * <pre>
 * submit (any thread) --&gt; BatchWindow (oldest first, bounded) -- worker --&gt; Bisection --&gt; BatchFunction --&gt; futures
 * </pre>
 */
@NullMarked
package dev.antidote.batch;

import org.jspecify.annotations.NullMarked;

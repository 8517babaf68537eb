/**
 * The guard's Kafka Streams topology: exactly-once, batched inference through an in-flight ring.
 *
 * <pre>
 * requests --&gt; decode-requests --+                                       +--&gt; verdicts
 *              (Gate: decode,    |    +------------ in-flight ---------+ +--&gt; flagged
 *              check, wrap,      +--&gt; | ring of R slots, one a task,   |-+
 *              tokenize)         |    | kept in a changelogged store   | +--&gt; probe-outcomes
 * probes ----&gt; decode-probes ----+    +---- submit ------ drain -------+ +--&gt; dead-letters
 *                                             |             ^            +--&gt; count --&gt; counts --&gt; rates --&gt; asr
 *                                             v             |
 *                                    DynamicBatcher --&gt; LiveJudge --&gt; LiveModel   (one a process, shared by all tasks;
 *                                                                            swapped between batches)
 * </pre>
 *
 * <p>Offsets, slots and outputs commit in one transaction, so after any crash a request is judged exactly once for a read_committed
 * reader. Stream threads own the processors; only futures cross over to the batcher's threads.
 *
 * <p>{@link dev.antidote.stream.Replay} is the way back, outside the topology: from dead-letters to requests and probes.
 */
@NullMarked
package dev.antidote.stream;

import org.jspecify.annotations.NullMarked;

/**
 * The loop as a story: a guard with a live backdoor is probed, watched, retrained from what people reviewed, and replaced without
 * stopping, by the very commands that a user gives, each a process of its own.
 *
 * <pre>
 * {@link dev.antidote.cli.loop.LoopStory}: broker and registry in this process
 *    |-- {@link dev.antidote.cli.loop.Traffic}  --&gt; requests ...             \
 *    |-- children: serve, serve, probe, collect, train, retrain,   &gt; Kafka
 *    |             review, release, keys, topics                  /
 *    `-- {@link dev.antidote.cli.loop.Witness}  &lt;-- verdicts, flagged, asr, dead letters: what is checked, by ids
 * </pre>
 *
 * <p>Nothing here judges, trains or decides; and nothing a child says of itself is believed where a topic can be read.
 */
@NullMarked
package dev.antidote.cli.loop;

import org.jspecify.annotations.NullMarked;

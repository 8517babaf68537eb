/**
 * The collector: a consumer of the flagged topic that writes into the sample store.
 *
 * <pre>
 * poll --&gt; {@link dev.antidote.retrain.collect.FlaggedReader} --&gt; one transaction: samples and progress --&gt; commit to Kafka
 * </pre>
 *
 * <p>Where to go on reading stands in the store, in the same transaction as the samples; what Kafka is told of it is for its tools.
 */
@NullMarked
package dev.antidote.retrain.collect;

import org.jspecify.annotations.NullMarked;

/**
 * What people decide about flagged samples, one by one or in files, and which of it may train a model.
 *
 * <pre>
 * JSONL, Label Studio --&gt; {@link dev.antidote.retrain.review.ReviewDesk} --&gt; store --&gt; {@link dev.antidote.retrain.review.ReviewedSamples} --&gt; training
 * </pre>
 */
@NullMarked
package dev.antidote.retrain.review;

import org.jspecify.annotations.NullMarked;

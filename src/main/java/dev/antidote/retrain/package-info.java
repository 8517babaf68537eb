/**
 * The loop behind the guard: flagged samples are collected, people review them, and only what a person reviewed may train a model.
 *
 * <pre>
 * flagged topic --&gt; {@link dev.antidote.retrain.collect} --&gt; {@link dev.antidote.retrain.store} &lt;--&gt; {@link dev.antidote.retrain.review} --&gt; training feed
 * </pre>
 *
 * <p>Every text here may be an attacker's: it goes into SQL as a parameter, never into a log, and onto a terminal only escaped.
 */
@NullMarked
package dev.antidote.retrain;

import org.jspecify.annotations.NullMarked;

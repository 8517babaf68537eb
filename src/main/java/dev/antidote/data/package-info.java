/**
 * Labelled text: {@link dev.antidote.data.Example}, {@link dev.antidote.data.Dataset}, readers for JSONL, CSV and TSV, seeded
 * stratified splits, and the built-in moderation corpus. Nothing here knows of defences, attacks or models.
 *
 * <pre>
 * file --- DatasetReader ------+
 *                              +--&gt; Dataset -- Splits --&gt; Partition (train, test, trusted)
 * seed --- ModerationCorpus ---+          \
 *                                          +-- DatasetWriter --&gt; JSONL
 * </pre>
 *
 * <p>Wrong input is an {@link dev.antidote.data.InputException}; all randomness comes from {@link dev.antidote.data.Seeds}.
 */
@NullMarked
package dev.antidote.data;

import org.jspecify.annotations.NullMarked;

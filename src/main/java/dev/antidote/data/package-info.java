/**
 * Labelled text: {@link dev.antidote.data.Example}, {@link dev.antidote.data.Dataset}, readers for JSONL, CSV and TSV, seeded
 * stratified splits, and the built-in moderation corpus. Nothing here knows of defences, attacks or models.
 */
@NullMarked
package dev.antidote.data;

import org.jspecify.annotations.NullMarked;

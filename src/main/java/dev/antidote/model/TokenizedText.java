package dev.antidote.model;

/**
 * A text as the model reads it.
 *
 * @param ids token ids [length], special tokens included, no padding
 * @param truncated whether the text was longer than the limit and lost its tail
 */
@SuppressWarnings("ArrayRecordComponent") // ids go straight into a tensor; nobody compares them
public record TokenizedText(int[] ids, boolean truncated) {}

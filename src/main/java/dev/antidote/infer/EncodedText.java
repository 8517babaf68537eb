package dev.antidote.infer;

/**
 * A tokenized text, ready for the engine. Tokenization is separate from {@link Classifier#classify} so that it happens on the
 * caller's thread and a batcher can count tokens.
 *
 * @param ids token ids [length], special tokens included, no padding
 * @param truncated whether the text was longer than the model's positions and lost its tail
 * @param guarded whether it carries the benign prompt, and so is judged in the extended space; otherwise in the base space
 */
@SuppressWarnings("ArrayRecordComponent") // ids go straight into a tensor; nobody compares encoded texts
public record EncodedText(int[] ids, boolean truncated, boolean guarded) {
    /** A guarded text. */
    public EncodedText(int[] ids, boolean truncated) {
        this(ids, truncated, true);
    }

    /** The number of tokens: the cost of this text in a batch. */
    public int length() {
        return ids.length;
    }
}

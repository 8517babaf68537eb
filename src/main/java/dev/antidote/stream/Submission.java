package dev.antidote.stream;

/**
 * A text on its way to the model.
 *
 * @param text without any benign prompt
 * @param ablated whether it is scored a second time without the prompt, in the same batch
 * @param reading the text under the prompt of {@code model}, in its tokens
 * @param model the model that was current when the text was encoded; another one may judge it, and encodes it anew
 * @param reader how it is encoded anew
 */
public record Submission(String text, boolean ablated, Reading reading, GuardModel model, TextReader reader) {
    /**
     * Encodes a text for a model.
     *
     * @throws PayloadException if the text is too long and the reader's policy refuses it
     */
    static Submission of(String text, boolean ablated, GuardModel model, TextReader reader) {
        return new Submission(text, ablated, reader.read(text, model, ablated), model, reader);
    }

    /** The tokens that it costs a batch, those of all its windows; of another model's tokens a good estimate. */
    int cost() {
        return reading.cost();
    }

    /** The sample for the ablation is gathered apart: its second pass costs as much for one text as for several. */
    int group() {
        return ablated ? 1 : 0;
    }

    /** The same text as this model reads it. */
    Reading readingFor(GuardModel judge) {
        return judge.equals(model) ? reading : reader.read(text, judge, ablated);
    }
}

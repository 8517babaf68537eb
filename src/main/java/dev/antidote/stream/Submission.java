package dev.antidote.stream;

import dev.antidote.infer.EncodedText;

/**
 * A text on its way to the model.
 *
 * @param text without any benign prompt
 * @param encoded the text under the prompt of {@code model}, in its tokens
 * @param model the model that was current when the text was encoded; another one may judge it, and encodes it anew
 */
public record Submission(String text, EncodedText encoded, GuardModel model) {
    /** Encodes a text for a model. */
    static Submission of(String text, GuardModel model) {
        return new Submission(text, model.classifier().encode(model.prompt().guard(text)), model);
    }

    /** The tokens that it costs a batch; of another model's tokens a good estimate. */
    int cost() {
        return encoded.length();
    }

    /** The same text as this model reads it. */
    EncodedText encodedFor(GuardModel judge) {
        return judge.equals(model) ? encoded : of(text, judge).encoded();
    }
}

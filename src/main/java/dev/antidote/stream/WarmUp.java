package dev.antidote.stream;

import dev.antidote.infer.EncodedText;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.Judgement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Runs a model, and whoever it asks without the prompt, a few times before it serves: the engine prepares itself for shapes it meets,
 * and nonsense shows early.
 */
public final class WarmUp {
    /** Texts in a batch and words in a text; short and long, few and many. */
    private static final int[][] SHAPES = {{1, 4}, {16, 12}, {8, 48}, {2, 400}};

    private WarmUp() {}

    /**
     * Warms a model up.
     *
     * @throws GuardException if what it answers cannot be right
     * @throws dev.antidote.infer.ClassifierException if the engine fails
     */
    public static void run(GuardModel model) {
        for (int[] shape : SHAPES) {
            String text = "word ".repeat(shape[1]).strip();
            EncodedText encoded = model.classifier().encode(model.prompt().guard(text));
            List<EncodedText> texts = new ArrayList<>(Collections.nCopies(shape[0], encoded));
            texts.add(model.classifier().encodeUnguarded(BenignPrompt.unguarded(text)));
            List<Judgement> judgements = model.classifier().classify(texts);
            if (judgements.size() != texts.size()) {
                throw new GuardException(
                        "the model gave " + judgements.size() + " judgements for " + texts.size() + " texts");
            }
            judgements.forEach(judgement -> requirePlausible(model, judgement));
        }
    }

    private static void requirePlausible(GuardModel model, Judgement judgement) {
        boolean label =
                judgement.label() >= 0 && judgement.label() < model.labels().size();
        if (!label
                || !isShare(judgement.confidence())
                || !isShare(judgement.margin())
                || !isShare(judgement.leakage())) {
            throw new GuardException("the model's answer makes no sense: " + judgement);
        }
    }

    private static boolean isShare(double value) {
        return value >= 0 && value <= 1; // false for NaN
    }
}

package dev.antidote.stream;

import dev.antidote.infer.Classifier;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.LabelSpace;

/**
 * What a guard needs of its bundle.
 *
 * @param classifier judges guarded texts
 * @param labels the names of the labels
 * @param prompt the benign prompt that the model was trained with
 * @param bundle the bundle's id, which every verdict carries
 * @param lines what is flagged, unless the configuration says otherwise
 */
public record GuardModel(
        Classifier classifier, LabelSpace labels, BenignPrompt prompt, String bundle, FlagLines lines) {
    public GuardModel {
        if (bundle.isBlank()) {
            throw new IllegalArgumentException("bundle: is blank");
        }
    }

    /** The same with a line for the margin alone. */
    public GuardModel(Classifier classifier, LabelSpace labels, BenignPrompt prompt, String bundle, double flagMargin) {
        this(classifier, labels, prompt, bundle, FlagLines.ofMargin(flagMargin));
    }

    /** The same with a decorator around its classifier. */
    public GuardModel withClassifier(Classifier other) {
        return new GuardModel(other, labels, prompt, bundle, lines);
    }
}

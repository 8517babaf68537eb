package dev.antidote.lab.defence;

import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.LabelSpace;
import java.util.List;

/**
 * Everything that a P2P model says of texts, with and without the benign prompt: for the answers, the ablation and the detectors.
 *
 * @param model the model, closed by whoever made this
 * @param labels the label space
 * @param prompt the benign prompt that it learned
 */
public record P2pScorer(PairedModel model, LabelSpace labels, BenignPrompt prompt) {
    /** Logits [2n] under the prompt. */
    public List<float[]> scores(List<String> texts) {
        return model.guarded(texts.stream().map(prompt::guard).toList());
    }

    /** Logits [2n] without the prompt. */
    public List<float[]> scoresWithoutPrompt(List<String> texts) {
        return model.unguarded(texts.stream().map(BenignPrompt::unguarded).toList());
    }

    /** The guarded answers: under the prompt, in the extended space. */
    public int[] labels(List<String> texts) {
        return labels(texts, Answer.GUARDED);
    }

    /** The answers of one way of asking. */
    public int[] labels(List<String> texts, Answer how) {
        List<float[]> scores = how.prompted() ? scores(texts) : scoresWithoutPrompt(texts);
        return scores.stream().mapToInt(logits -> how.label(logits, labels)).toArray();
    }

    /** The ways of asking a P2P model, which the ablation compares: prompt on and off, restriction to one half on and off. */
    public enum Answer {
        /** Under the prompt, in the extended space: the defence. */
        GUARDED(true, true),
        /** Under the prompt, over all 2n classes, as the authors' code does; a base class answers for its label. */
        UNRESTRICTED(true, false),
        /** Without the prompt, in the base space. */
        BASE(false, true),
        /** Without the prompt, over all 2n classes. */
        BASE_UNRESTRICTED(false, false);

        private final boolean prompted;
        private final boolean restricted;

        Answer(boolean prompted, boolean restricted) {
            this.prompted = prompted;
            this.restricted = restricted;
        }

        /** Whether the benign prompt goes before the text. */
        public boolean prompted() {
            return prompted;
        }

        /** Whether the other half of the label space is left out. */
        public boolean restricted() {
            return restricted;
        }

        int label(float[] logits, LabelSpace labels) {
            if (!restricted) {
                return Softmax.argmax(logits) % labels.size();
            }
            return (prompted ? labels.judge(logits) : labels.judgeBase(logits)).label();
        }
    }
}

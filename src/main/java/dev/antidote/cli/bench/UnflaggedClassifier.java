package dev.antidote.cli.bench;

import dev.antidote.infer.Classifier;
import dev.antidote.infer.EncodedText;
import dev.antidote.p2p.GuardedText;
import dev.antidote.p2p.Judgement;
import dev.antidote.p2p.UnguardedText;
import java.util.List;

/** An untrained model disagrees with itself on half of all texts, and the guard would flag them; a trained one on few. */
record UnflaggedClassifier(Classifier model) implements Classifier {
    @Override
    public EncodedText encode(GuardedText text) {
        return model.encode(text);
    }

    @Override
    public EncodedText encodeUnguarded(UnguardedText text) {
        return model.encodeUnguarded(text);
    }

    @Override
    public List<Judgement> classify(List<EncodedText> batch) {
        return model.classify(batch).stream()
                .map(judged ->
                        new Judgement(judged.label(), judged.confidence(), judged.margin(), judged.leakage(), false))
                .toList();
    }
}

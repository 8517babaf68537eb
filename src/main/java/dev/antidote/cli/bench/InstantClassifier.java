package dev.antidote.cli.bench;

import dev.antidote.infer.Classifier;
import dev.antidote.infer.EncodedText;
import dev.antidote.p2p.GuardedText;
import dev.antidote.p2p.Judgement;
import dev.antidote.p2p.UnguardedText;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** A model that takes no time: what is left is the pipeline's own. */
final class InstantClassifier implements Classifier {
    private static final Judgement SURE = new Judgement(0, 0.95, 0.9, 0.01, false);
    private static final int CHARACTERS_PER_TOKEN = 5;

    /** Made before, so that not even an array is: by how many tokens there are. */
    private static final int[][] IDS =
            IntStream.range(0, 512).mapToObj(int[]::new).toArray(int[][]::new);

    /** As many tokens as such a text would have, more or less. */
    @Override
    public EncodedText encode(GuardedText text) {
        return new EncodedText(ids(text.text()), false);
    }

    @Override
    public EncodedText encodeUnguarded(UnguardedText text) {
        return new EncodedText(ids(text.text()), false, false);
    }

    private static int[] ids(String text) {
        return IDS[Math.min(IDS.length - 1, 1 + text.length() / CHARACTERS_PER_TOKEN)];
    }

    @Override
    public List<Judgement> classify(List<EncodedText> batch) {
        return Collections.nCopies(batch.size(), SURE);
    }
}

package dev.antidote.lab.defence;

import java.util.List;

/** A trained model of n classes, without any benign prompt. */
public interface TextModel extends AutoCloseable {
    /** Logits [n] for each text, as the text stands. */
    List<float[]> scores(List<String> texts);

    /** The most likely label of each text. */
    default int[] labels(List<String> texts) {
        return scores(texts).stream().mapToInt(Softmax::argmax).toArray();
    }

    @Override
    void close();
}

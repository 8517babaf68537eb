package dev.antidote.infer;

import dev.antidote.p2p.BenignPrompt;
import java.util.List;
import java.util.function.IntConsumer;

/** A model of n classes, fine-tuned on the data as it came: the victim that the screen questions and the guard is measured against. */
public final class UndefendedModel implements AutoCloseable {
    private final TextScorer scorer;

    /** Takes over the scorer. */
    public UndefendedModel(TextScorer scorer) {
        this.scorer = scorer;
    }

    /** One label 0..n-1 a text. */
    public int[] labels(List<String> requests) {
        return labels(requests, some -> {});
    }

    /** As {@link #labels(List)}; {@code labelled} is told how many texts more are done, again and again, and may end it by a failure. */
    public int[] labels(List<String> requests, IntConsumer labelled) {
        return scores(requests, labelled).stream()
                .mapToInt(UndefendedModel::argmax)
                .toArray();
    }

    /** Logits [n] for each text, in the order given: for experiments. */
    public List<float[]> scores(List<String> requests) {
        return scores(requests, some -> {});
    }

    /** As {@link #scores(List)}; {@code scored} is told how many texts more are done, again and again, and may end it by a failure. */
    public List<float[]> scores(List<String> requests, IntConsumer scored) {
        return scorer.scoreAll(
                requests.stream()
                        .map(request -> BenignPrompt.unguarded(request).text())
                        .toList(),
                scored);
    }

    private static int argmax(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }

    @Override
    public void close() {
        scorer.close();
    }
}

package dev.antidote.infer;

import dev.antidote.model.Encoder;
import dev.antidote.model.TextTokenizer;
import dev.antidote.model.TokenizedText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scores any number of texts with one encoder, in batches sorted by token length so that padding stays small. Whether a text
 * carries the benign prompt is not its concern: {@link GuardedModel} and {@link UndefendedModel} are the ways in.
 *
 * <p>Thread-safe as far as the encoder is.
 */
public final class TextScorer implements AutoCloseable {
    private static final int BATCH = 64;

    private final Encoder encoder;
    private final TextTokenizer tokenizer;
    private final int maxTokens;

    /** Takes over the encoder, which {@link #close} closes; the tokenizer stays its owner's. */
    public TextScorer(Encoder encoder, TextTokenizer tokenizer, int maxTokens) {
        this.encoder = encoder;
        this.tokenizer = tokenizer;
        this.maxTokens = maxTokens;
    }

    EncodedText encode(String text) {
        TokenizedText tokenized = tokenizer.encode(text, maxTokens);
        return new EncodedText(tokenized.ids(), tokenized.truncated());
    }

    /** Logits [classes] for each text, in the order given; one forward pass. */
    List<float[]> score(List<EncodedText> batch) {
        return List.of(encoder.logits(batch.stream().map(EncodedText::ids).toList()));
    }

    /** Logits [classes] for each text, in the order given; as many forward passes as it takes. */
    List<float[]> scoreAll(List<String> texts) {
        List<EncodedText> encoded = texts.stream().map(this::encode).toList();
        List<Integer> order = IntStream.range(0, texts.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> encoded.get(i).length()))
                .toList();
        float[][] scores = new float[texts.size()][];
        for (int from = 0; from < order.size(); from += BATCH) {
            List<Integer> part = order.subList(from, Math.min(from + BATCH, order.size()));
            List<float[]> logits = score(part.stream().map(encoded::get).toList());
            for (int i = 0; i < part.size(); i++) {
                scores[part.get(i)] = logits.get(i);
            }
        }
        return new ArrayList<>(List.of(scores));
    }

    @Override
    public void close() {
        encoder.close();
    }
}

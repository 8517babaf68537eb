package dev.antidote.infer;

import dev.antidote.model.Encoder;
import dev.antidote.model.TextTokenizer;
import dev.antidote.model.TokenizedText;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Scores any number of texts with one encoder, which cuts them into batches of its own. Whether a text carries the benign prompt is
 * not its concern: {@link GuardedModel} and {@link UndefendedModel} are the ways in.
 *
 * <p>Thread-safe as far as the encoder is.
 */
public final class TextScorer implements AutoCloseable {
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

    /** Logits [classes] for each text, in the order given. */
    List<float[]> score(List<EncodedText> texts) {
        return List.of(encoder.logits(texts.stream().map(EncodedText::ids).toList()));
    }

    /** Logits [classes] for each text, in the order given. */
    List<float[]> scoreAll(List<String> texts) {
        return scoreAll(texts, some -> {});
    }

    /** As {@link #scoreAll(List)}; {@code scored} is told how many texts more are done, again and again. */
    List<float[]> scoreAll(List<String> texts, IntConsumer scored) {
        List<int[]> ids = texts.stream().map(text -> encode(text).ids()).toList();
        return List.of(encoder.logits(ids, scored));
    }

    @Override
    public void close() {
        encoder.close();
    }
}

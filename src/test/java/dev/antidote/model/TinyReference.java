package dev.antidote.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.antidote.testing.TinyBert;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** What transformers, PEFT and torch computed with the tiny BERT: see make_tiny_bert.py. */
@SuppressWarnings("ArrayRecordComponent") // read from JSON, compared by AssertJ
record TinyReference(
        int[][] texts,
        int[] labels,
        float[][] pooled,
        float[][] logits,
        double[] losses,
        double[] lossesWithDecay,
        double[] lossesWithClip) {

    static TinyReference read() {
        try {
            return new ObjectMapper()
                    .readValue(TinyBert.resource("tiny-reference.json").toFile(), TinyReference.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<int[]> ids() {
        return Arrays.asList(texts);
    }
}

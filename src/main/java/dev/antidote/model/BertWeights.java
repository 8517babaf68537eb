package dev.antidote.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The Hugging Face names and shapes of a BERT's weights, in the order that the engine program {@code assemble} wants them. Heads and
 * poolers of the checkpoint are left alone.
 */
final class BertWeights {
    private static final List<String> PREFIXES = List.of("", "bert.");
    private static final String WORDS = "embeddings.word_embeddings.weight";
    private static final String NORM = ".LayerNorm";

    private BertWeights() {}

    /** A weight's name without prefix, and its shape. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Named(String name, int... shape) {}

    /** The prefix of this checkpoint's names: none for BertModel, "bert." for models with a head. */
    static String prefix(Safetensors file) {
        for (String prefix : PREFIXES) {
            if (file.contains(prefix + WORDS)) {
                return prefix;
            }
        }
        throw new ModelException(
                file.files().get(0) + ": has no tensor " + WORDS + ", with or without the prefix bert.");
    }

    static List<Named> in(BertConfig config) {
        int hidden = config.hidden();
        List<Named> names = new ArrayList<>();
        names.add(new Named(WORDS, config.vocabulary(), hidden));
        names.add(new Named("embeddings.position_embeddings.weight", config.positions(), hidden));
        names.add(new Named("embeddings.token_type_embeddings.weight", config.types(), hidden));
        pair(names, "embeddings" + NORM, hidden);
        for (int layer = 0; layer < config.layers(); layer++) {
            String prefix = layer(layer);
            for (LinearKind kind : LinearKind.values()) {
                pair(
                        names,
                        prefix + kind.module(),
                        kind.outputs(hidden, config.intermediate()),
                        kind.inputs(hidden, config.intermediate()));
                if (kind == LinearKind.ATTENTION_OUTPUT) {
                    pair(names, prefix + "attention.output" + NORM, hidden);
                }
            }
            pair(names, prefix + "output" + NORM, hidden);
        }
        return names;
    }

    static String layer(int index) {
        return "encoder.layer." + index + ".";
    }

    private static void pair(List<Named> names, String module, int... weight) {
        names.add(new Named(module + ".weight", weight));
        names.add(new Named(module + ".bias", weight[0]));
    }
}

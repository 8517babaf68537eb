package dev.antidote.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The sizes of a BERT-family encoder, as {@code config.json} states them.
 *
 * @param name what the model calls itself, for adapters that want to name their base
 * @param vocabulary rows of the word embeddings
 * @param hidden features of a token, a multiple of {@code heads}
 * @param layers encoder layers
 * @param heads attention heads
 * @param intermediate width of the feed-forward block
 * @param positions longest sequence, special tokens included
 * @param types rows of the token-type embeddings; only type 0 is used
 * @param epsilon of the layer norms
 */
record BertConfig(
        String name,
        int vocabulary,
        int hidden,
        int layers,
        int heads,
        int intermediate,
        int positions,
        int types,
        double epsilon) {
    static final String FILE = "config.json";

    /**
     * Reads a Hugging Face configuration.
     *
     * @throws ModelException if the file is missing or malformed, or describes a model that the engine programs do not compute
     */
    static BertConfig read(Path file) {
        JsonNode root = parse(file);
        Keys keys = new Keys(file, root);
        String type = root.path("model_type").asText("");
        if (!type.equals("bert")) {
            throw new ModelException(file + ": model_type is '" + type
                    + "'; supported is 'bert' (BERT, MiniLM, E5, BGE, GTE and other models of that architecture)");
        }
        keys.expect("hidden_act", "gelu");
        keys.expect("position_embedding_type", "absolute");
        keys.expectFalse("is_decoder");
        keys.expectFalse("add_cross_attention");
        int hidden = keys.size("hidden_size");
        int heads = keys.size("num_attention_heads");
        if (hidden % heads != 0) {
            throw new ModelException(
                    file + ": hidden_size " + hidden + " is no multiple of num_attention_heads " + heads);
        }
        return new BertConfig(
                root.path("_name_or_path").asText(""),
                keys.size("vocab_size"),
                hidden,
                keys.size("num_hidden_layers"),
                heads,
                keys.size("intermediate_size"),
                keys.size("max_position_embeddings"),
                root.has("type_vocab_size") ? keys.size("type_vocab_size") : 2,
                keys.epsilon());
    }

    private static JsonNode parse(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ModelException(file + ": there is no such file; a model is a Hugging Face directory with " + FILE
                    + ", " + TextTokenizer.FILE + " and " + Safetensors.MODEL);
        }
        try {
            JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(file));
            if (root == null || !root.isObject()) {
                throw new ModelException(file + ": is not a JSON object");
            }
            return root;
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read as JSON (" + firstLine(e) + ")", e);
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** Reads values and names the file and key in every complaint. */
    private record Keys(Path file, JsonNode root) {
        int size(String key) {
            JsonNode node = root.path(key);
            if (!node.isIntegralNumber() || !node.canConvertToInt() || node.asInt() < 1) {
                throw new ModelException(file + ": " + key + " is " + node + ", expected a whole number above 0");
            }
            return node.asInt();
        }

        void expect(String key, String only) {
            String value = root.path(key).asText(only);
            if (!value.equals(only)) {
                throw new ModelException(file + ": " + key + " is '" + value + "'; supported is '" + only + "'");
            }
        }

        void expectFalse(String key) {
            if (root.path(key).asBoolean(false)) {
                throw new ModelException(file + ": " + key + " is true; only encoders are supported");
            }
        }

        double epsilon() {
            double value = root.path("layer_norm_eps").asDouble(1e-12);
            if (!(value > 0 && value < 1)) {
                throw new ModelException(file + ": layer_norm_eps is " + value + ", expected a number in 0..1");
            }
            return value;
        }
    }
}

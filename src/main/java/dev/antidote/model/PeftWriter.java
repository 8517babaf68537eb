package dev.antidote.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes adapters as Python's PEFT lays them out: {@code adapter_config.json} and {@code adapter_model.safetensors}. The head is the
 * module {@code classifier} of {@code modules_to_save}: PEFT fills it in a BertModel with a linear layer of that name.
 */
final class PeftWriter {
    static final String CONFIG = "adapter_config.json";
    static final String MODEL = "adapter_model.safetensors";
    static final String ROOT = "base_model.model.";
    static final String HEAD = "classifier";
    static final String HEAD_WEIGHT = ROOT + HEAD + ".weight";
    static final String HEAD_BIAS = ROOT + HEAD + ".bias";
    private static final ObjectMapper JSON = new ObjectMapper();

    private PeftWriter() {}

    /** Writes both files, each as a whole or not at all, the configuration last. */
    static void write(Adapter adapter, Path directory, String baseName) {
        Safetensors.write(directory.resolve(MODEL), tensors(adapter), Map.of("format", "pt"));
        String config = config(adapter.lora(), baseName).toPrettyString() + "\n";
        AtomicFile.write(directory.resolve(CONFIG), config.getBytes(StandardCharsets.UTF_8));
    }

    static String loraName(int layer, LinearKind kind, String matrix) {
        return ROOT + BertWeights.layer(layer) + kind.module() + ".lora_" + matrix + ".weight";
    }

    private static Map<String, HostTensor> tensors(Adapter adapter) {
        AdapterShape shape = adapter.shape();
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        for (int layer = 0; layer < shape.layers(); layer++) {
            for (LinearKind kind : shape.lora().kinds()) {
                tensors.put(loraName(layer, kind, "A"), matrix(adapter, shape.a(layer, kind)));
                tensors.put(loraName(layer, kind, "B"), matrix(adapter, shape.b(layer, kind)));
            }
        }
        tensors.put(HEAD_WEIGHT, matrix(adapter, shape.headWeight()));
        tensors.put(HEAD_BIAS, new HostTensor(new int[] {shape.classes()}, adapter.headBias()));
        return tensors;
    }

    private static HostTensor matrix(Adapter adapter, AdapterShape.Slice slice) {
        return new HostTensor(new int[] {slice.rows(), slice.columns()}, slice.of(adapter.values()));
    }

    private static ObjectNode config(LoraConfig lora, String baseName) {
        ObjectNode root = JSON.createObjectNode()
                .put("peft_type", "LORA")
                .put("task_type", "FEATURE_EXTRACTION")
                .put("base_model_name_or_path", baseName)
                .put("r", lora.rank())
                .put("lora_alpha", lora.alpha())
                .put("lora_dropout", lora.dropout())
                .put("target_modules", targets(lora))
                .put("bias", "none")
                .put("fan_in_fan_out", false)
                .put("use_rslora", false)
                .put("use_dora", false)
                .put("inference_mode", true);
        if (lora.alpha() == Math.rint(lora.alpha())) {
            root.put("lora_alpha", (long) lora.alpha());
        }
        root.putArray("modules_to_save").add(HEAD);
        return root;
    }

    /** A pattern, which PEFT matches in full: of a list it would take suffixes, and "output.dense" is one of two kinds. */
    private static String targets(LoraConfig lora) {
        return lora.kinds().stream()
                .map(kind -> kind.module().replace(".", "\\."))
                .collect(Collectors.joining("|", "(bert\\.)?encoder\\.layer\\.\\d+\\.(", ")"));
    }
}

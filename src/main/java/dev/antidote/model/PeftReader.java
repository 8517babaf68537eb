package dev.antidote.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads adapters that {@link PeftWriter} or PEFT itself wrote for a BERT; which linear kinds they have is told by the tensors. */
final class PeftReader {
    private static final Pattern LORA = Pattern.compile(
            "base_model\\.model\\.(?:bert\\.)?encoder\\.layer\\.(\\d{1,4})\\.(.+)\\.lora_([AB])\\.weight");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path model;
    private final Safetensors file;
    private final Set<LinearKind> kinds = EnumSet.noneOf(LinearKind.class);
    private final Map<String, String> names = new HashMap<>();
    private int layers;

    private PeftReader(Path model) {
        this.model = model;
        this.file = Safetensors.openFile(model);
        file.names().forEach(this::note);
    }

    /**
     * Reads both files.
     *
     * @throws ModelException naming the file and what is missing, malformed or not supported
     */
    static Adapter read(Path directory) {
        Config config = Config.read(directory.resolve(PeftWriter.CONFIG));
        return new PeftReader(directory.resolve(PeftWriter.MODEL)).adapter(config);
    }

    private void note(String name) {
        Matcher lora = LORA.matcher(name);
        if (lora.matches()) {
            int layer = Integer.parseInt(lora.group(1));
            LinearKind kind = kind(lora.group(2));
            layers = Math.max(layers, layer + 1);
            kinds.add(kind);
            names.put(PeftWriter.loraName(layer, kind, lora.group(3)), name);
        } else if (!name.equals(PeftWriter.HEAD_WEIGHT) && !name.equals(PeftWriter.HEAD_BIAS)) {
            throw new ModelException(model + ": holds " + name + ", which is neither LoRA of a BERT layer nor the head "
                    + PeftWriter.HEAD_WEIGHT);
        }
    }

    private LinearKind kind(String module) {
        return Arrays.stream(LinearKind.values())
                .filter(kind -> kind.module().equals(module))
                .findFirst()
                .orElseThrow(() -> new ModelException(model + ": has LoRA on " + module + "; known are "
                        + Arrays.stream(LinearKind.values())
                                .map(LinearKind::module)
                                .toList()));
    }

    private Adapter adapter(Config config) {
        if (kinds.isEmpty()) {
            throw new ModelException(model + ": holds no LoRA matrices");
        }
        AdapterShape shape = shape(config);
        float[] values = new float[shape.size()];
        for (int layer = 0; layer < layers; layer++) {
            for (LinearKind kind : kinds) {
                copy(PeftWriter.loraName(layer, kind, "A"), shape.a(layer, kind), values);
                copy(PeftWriter.loraName(layer, kind, "B"), shape.b(layer, kind), values);
            }
        }
        copy(PeftWriter.HEAD_WEIGHT, shape.headWeight(), values);
        file.require(PeftWriter.HEAD_BIAS, shape.classes());
        float[] bias = file.read(PeftWriter.HEAD_BIAS).values();
        System.arraycopy(bias, 0, values, shape.headBias().offset(), bias.length);
        return new Adapter(shape, values);
    }

    private AdapterShape shape(Config config) {
        int[] head = file.shape(PeftWriter.HEAD_WEIGHT);
        if (head.length != 2 || head[0] < 1) {
            throw new ModelException(model + ": " + PeftWriter.HEAD_WEIGHT + " has the shape " + Arrays.toString(head));
        }
        LoraConfig lora = new LoraConfig(config.rank(), config.alpha(), kinds, config.dropout());
        return new AdapterShape(layers, head[1], intermediate(), head[0], lora);
    }

    private int intermediate() {
        if (kinds.contains(LinearKind.OUTPUT)) {
            return axis(PeftWriter.loraName(0, LinearKind.OUTPUT, "A"), 1);
        }
        return kinds.contains(LinearKind.INTERMEDIATE)
                ? axis(PeftWriter.loraName(0, LinearKind.INTERMEDIATE, "B"), 0)
                : 0;
    }

    private int axis(String name, int axis) {
        int[] shape = file.shape(names.getOrDefault(name, name));
        return shape.length == 2 ? shape[axis] : 0;
    }

    private void copy(String name, AdapterShape.Slice to, float[] values) {
        String stored = names.getOrDefault(name, name);
        file.require(stored, to.rows(), to.columns());
        System.arraycopy(file.read(stored).values(), 0, values, to.offset(), to.size());
    }

    /** The parts of adapter_config.json that change what the matrices mean. */
    private record Config(int rank, double alpha, double dropout) {
        static Config read(Path file) {
            JsonNode root = parse(file);
            if (!root.path("peft_type").asText().equals("LORA")) {
                throw new ModelException(file + ": peft_type is " + root.path("peft_type") + ", supported is LORA");
            }
            for (String flag :
                    new String[] {"use_dora", "use_rslora", "fan_in_fan_out", "use_bdlora", "use_qalora", "lora_bias"
                    }) {
                if (root.path(flag).asBoolean(false)) {
                    throw new ModelException(file + ": " + flag + " is not supported");
                }
            }
            for (String pattern : new String[] {"rank_pattern", "alpha_pattern"}) {
                if (!root.path(pattern).isEmpty()) {
                    throw new ModelException(file + ": " + pattern + " is not supported: one rank and alpha for all");
                }
            }
            if (!root.path("bias").asText("none").equals("none")) {
                throw new ModelException(file + ": bias is " + root.path("bias") + ", supported is none");
            }
            return checked(file, root);
        }

        private static Config checked(Path file, JsonNode root) {
            if (!root.path("r").isInt() || !root.path("lora_alpha").isNumber()) {
                throw new ModelException(file + ": r and lora_alpha must be numbers");
            }
            try {
                Config config = new Config(
                        root.path("r").asInt(),
                        root.path("lora_alpha").asDouble(),
                        root.path("lora_dropout").asDouble(0));
                new LoraConfig(config.rank(), config.alpha(), EnumSet.allOf(LinearKind.class), config.dropout());
                return config;
            } catch (IllegalArgumentException e) {
                throw new ModelException(file + ": " + e.getMessage(), e);
            }
        }

        private static JsonNode parse(Path file) {
            if (!Files.isRegularFile(file)) {
                throw new ModelException(file + ": there is no such file; an adapter is a directory with "
                        + PeftWriter.CONFIG + " and " + PeftWriter.MODEL);
            }
            try {
                JsonNode root = JSON.readTree(Files.readAllBytes(file));
                if (root == null || !root.isObject()) {
                    throw new ModelException(file + ": is not a JSON object");
                }
                return root;
            } catch (IOException e) {
                throw new ModelException(file + ": cannot be read as JSON (" + e.getMessage() + ")", e);
            }
        }
    }
}

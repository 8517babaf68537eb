package dev.antidote.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A pretrained encoder in a Hugging Face directory: {@code config.json}, {@code tokenizer.json} and {@code model.safetensors} (or
 * shards and their index). Any model of the BERT architecture will do, with or without a head of its own, which is not used.
 *
 * <p>Immutable and thread-safe. Opening reads headers only; weights are read when an encoder is loaded.
 */
public final class BaseModel {
    private final Path directory;
    private final BertConfig config;
    private final Safetensors weights;
    private final String prefix;

    private BaseModel(Path directory, BertConfig config, Safetensors weights) {
        this.directory = directory;
        this.config = config;
        this.weights = weights;
        this.prefix = BertWeights.prefix(weights);
    }

    /**
     * Opens a directory and checks that everything needed is there in the right shapes.
     *
     * @throws ModelException naming the file and what is wrong with it
     */
    public static BaseModel open(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ModelException(directory + ": is not a directory; a model is a Hugging Face directory with "
                    + BertConfig.FILE + ", " + TextTokenizer.FILE + " and " + Safetensors.MODEL);
        }
        BertConfig config = BertConfig.read(directory.resolve(BertConfig.FILE));
        if (!Files.isRegularFile(directory.resolve(TextTokenizer.FILE))) {
            throw new ModelException(directory + ": has no " + TextTokenizer.FILE
                    + "; write one with transformers' AutoTokenizer.from_pretrained(...).save_pretrained(...)");
        }
        BaseModel model = new BaseModel(directory, config, Safetensors.openModel(directory));
        for (BertWeights.Named named : BertWeights.in(config)) {
            model.weights.require(model.prefix + named.name(), named.shape());
        }
        return model;
    }

    /** Where it lies. */
    public Path directory() {
        return directory;
    }

    /** What the model calls itself in its configuration, or else its directory's name; never blank. */
    public String name() {
        return config.name().isBlank()
                ? String.valueOf(directory.toAbsolutePath().normalize().getFileName())
                : config.name();
    }

    /** Encoder layers. */
    public int layers() {
        return config.layers();
    }

    /** Features of a token, and of a pooled text. */
    public int hidden() {
        return config.hidden();
    }

    /** The longest sequence the model can read, special tokens included. */
    public int positions() {
        return config.positions();
    }

    /**
     * Floating-point operations for one token: two a weight of the dense layers. What attention adds grows with the length of the
     * text, 1% at 25 tokens, and is left out.
     */
    public long flopPerToken() {
        long attention = 4L * config.hidden() * config.hidden();
        long feedForward = 2L * config.hidden() * config.intermediate();
        return 2L * config.layers() * (attention + feedForward);
    }

    /** The tokenizer that belongs to the weights, limited to the model's positions. */
    public TextTokenizer tokenizer() {
        return TextTokenizer.open(directory.resolve(TextTokenizer.FILE), positions());
    }

    /**
     * SHA-256 (hexadecimal) over the names and contents of the files that determine outputs: configuration, tokenizer and weights.
     * Reads all of them.
     */
    public String digest() {
        List<Path> files = new ArrayList<>(Stream.of(BertConfig.FILE, TextTokenizer.FILE)
                .map(directory::resolve)
                .toList());
        files.addAll(weights.files());
        MessageDigest all = Digests.sha256();
        try {
            for (Path file : files) {
                all.update((file.getFileName() + " " + Digests.of(file) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new ModelException(directory + ": cannot be read (" + e.getMessage() + ")", e);
        }
        return Digests.hex(all.digest());
    }

    BertConfig config() {
        return config;
    }

    AdapterShape adapterShape(LoraConfig lora, int classes) {
        return new AdapterShape(config.layers(), config.hidden(), config.intermediate(), classes, lora);
    }

    /** All weights in the order of {@link BertWeights}. */
    Stream<HostTensor> weights() {
        return BertWeights.in(config).stream().map(named -> weights.read(prefix + named.name()));
    }
}

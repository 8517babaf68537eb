package dev.antidote.testing;

import dev.antidote.model.BaseModel;
import dev.antidote.model.BaseModels;
import dev.antidote.model.CacheDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The real base model for tests: imported once into the build directory, 90 MB, and used by all of them. */
public final class MiniLm {
    private MiniLm() {}

    /** The cache below the build directory. */
    public static CacheDirectory cache() {
        return new CacheDirectory(Path.of("target", "antidote-cache"));
    }

    /** all-MiniLM-L6-v2. */
    public static BaseModel base() {
        return BaseModels.miniLm(cache());
    }

    /** Directory of a model of its first layers alone: learns a task worse than all six, in a share of the time. */
    public static Path first(int layers) throws IOException {
        Path whole = base().directory();
        Path directory = Path.of("target", "minilm-" + layers).toAbsolutePath();
        Files.createDirectories(directory);
        for (String file : List.of("model.safetensors", "tokenizer.json")) {
            Files.copy(whole.resolve(file), directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        String config = Files.readString(whole.resolve("config.json"));
        Files.writeString(
                directory.resolve("config.json"),
                config.replace("\"num_hidden_layers\": 6", "\"num_hidden_layers\": " + layers));
        return directory;
    }
}

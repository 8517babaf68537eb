package dev.antidote.testing;

import dev.antidote.model.BaseModel;
import dev.antidote.model.BaseModels;
import dev.antidote.model.CacheDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

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

    /**
     * The encoder for tests of whole stories: a model of its first layers alone, which learns a task worse than all six, in a share of
     * the time. With {@code -Dantidote.encoder=whole} none, for all six.
     */
    public static Optional<Path> first(int layers) throws IOException {
        if (System.getProperty("antidote.encoder", "").equals("whole")) {
            return Optional.empty();
        }
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
        return Optional.of(directory);
    }
}

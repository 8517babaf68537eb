package dev.antidote.cli;

import dev.antidote.model.BaseModel;
import dev.antidote.model.BaseModels;
import dev.antidote.model.CacheDirectory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which base model. */
final class BaseFlag {
    @Option(
            names = "--base",
            paramLabel = "DIR",
            description =
                    "Hugging Face directory of a BERT-family encoder (config.json, tokenizer.json, model.safetensors)."
                            + " Default: all-MiniLM-L6-v2, which comes with Antidote.")
    private @Nullable Path base;

    /** Opens it, or imports the one that comes with Antidote into this cache. */
    BaseModel open(Path cache) {
        return base == null ? BaseModels.miniLm(new CacheDirectory(cache)) : BaseModel.open(base);
    }
}

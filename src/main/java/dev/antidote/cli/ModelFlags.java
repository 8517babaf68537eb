package dev.antidote.cli;

import dev.antidote.model.BaseModel;
import dev.antidote.model.BaseModels;
import dev.antidote.model.CacheDirectory;
import dev.antidote.model.Precision;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which base model, and in which numbers. */
final class ModelFlags {
    @Option(
            names = "--base",
            paramLabel = "DIR",
            description =
                    "Hugging Face directory of a BERT-family encoder (config.json, tokenizer.json, model.safetensors)."
                            + " Default: all-MiniLM-L6-v2, which comes with Antidote.")
    private @Nullable Path base;

    @Option(
            names = "--precision",
            paramLabel = "P",
            defaultValue = "auto",
            description =
                    "Numbers of the frozen weights: fp32, bf16, or auto: bf16 where the processor multiplies it natively."
                            + " Default: ${DEFAULT-VALUE}.")
    private String precision = "auto";

    BaseModel open() {
        return base == null ? BaseModels.miniLm(CacheDirectory.ofUser()) : BaseModel.open(base);
    }

    Precision precision() {
        return CommandException.validated(() -> Precision.parse(precision));
    }
}

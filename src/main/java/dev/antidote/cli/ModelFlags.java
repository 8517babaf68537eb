package dev.antidote.cli;

import dev.antidote.model.BaseModel;
import dev.antidote.model.Precision;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which base model, and in which numbers. */
final class ModelFlags {
    @ArgGroup(validate = false)
    private BaseFlag base = new BaseFlag();

    @Option(
            names = "--precision",
            paramLabel = "P",
            description =
                    "Numbers of the frozen weights: fp32, bf16, or auto: bf16 where the processor multiplies it natively;"
                            + " to judge with a bundle, only if training found that its verdicts agree.")
    private String precision = "auto";

    BaseModel open(Path cache) {
        return base.open(cache);
    }

    BaseFlag base() {
        return base;
    }

    /** For training, where {@code auto} is the fastest; tells of one that is slow here. */
    Precision precision(Terminal terminal) {
        Precision parsed = CommandException.validated(() -> Precision.parse(precision));
        if (parsed == Precision.BF16 && Precision.fastest() != Precision.BF16) {
            terminal.say("warning: --precision bf16: this processor does not multiply bf16 natively, which takes many"
                    + " times as long; use fp32 or auto");
        }
        return parsed;
    }

    /** For judging with a bundle. */
    PrecisionWish wish() {
        return CommandException.validated(() -> PrecisionWish.parse(precision));
    }
}

package dev.antidote.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** The numbers in which the frozen weights are held and multiplied; adapters, the head, pooling and losses are fp32 in either. */
public enum Precision {
    /** 32-bit floats: exact to about 1e-6. */
    FP32,
    /** bfloat16: about twice as fast on processors with instructions for it; logits differ by about 0.01. */
    BF16;

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Pattern NATIVE_BF16 = Pattern.compile("\\b(avx512_bf16|amx_bf16|bf16)\\b");

    /** {@link #BF16} where the processor says that it multiplies it natively, else {@link #FP32}. */
    public static Precision fastest() {
        return fastest(CPU_INFO);
    }

    static Precision fastest(Path cpuInfo) {
        try {
            return Files.isReadable(cpuInfo)
                            && NATIVE_BF16.matcher(Files.readString(cpuInfo)).find()
                    ? BF16
                    : FP32;
        } catch (IOException e) {
            return FP32; // unknown means: the one that is right everywhere
        }
    }

    /** Parses "fp32", "bf16" or "auto" (the {@link #fastest} here). */
    public static Precision parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "fp32" -> FP32;
            case "bf16" -> BF16;
            case "auto" -> fastest();
            default -> throw new IllegalArgumentException("precision: '" + text + "' is none of fp32, bf16, auto");
        };
    }
}

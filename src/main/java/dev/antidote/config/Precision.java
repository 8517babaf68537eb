package dev.antidote.config;

/** The arithmetic of the engine. */
public enum Precision {
    /** The fastest that the machine does well. */
    AUTO,
    /** 32-bit floats: the reference. */
    FP32,
    /** 16-bit brain floats: about twice as fast where the processor has them. */
    BF16
}

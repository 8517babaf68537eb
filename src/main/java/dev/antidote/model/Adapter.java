package dev.antidote.model;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Everything that training changes, in host memory: the LoRA matrices of each layer and linear kind, and the head on the mean-pooled
 * features. Immutable and thread-safe.
 */
public final class Adapter {
    private static final double HEAD_DEVIATION = 0.02;

    private final AdapterShape shape;
    private final float[] values;

    Adapter(AdapterShape shape, float[] values) {
        if (values.length != shape.size()) {
            throw new IllegalArgumentException("adapter: has " + values.length + " values, expected " + shape.size());
        }
        this.shape = shape;
        this.values = values;
    }

    /** The adapter that a training with these options begins with unless it is given another. */
    public static Adapter fresh(BaseModel base, TrainingOptions options) {
        return initial(base.adapterShape(options.lora(), options.classes()), options.seed());
    }

    /**
     * A fresh adapter: A uniform within 1 / sqrt(in) (Kaiming with a = sqrt 5, as PEFT does), B zero, so that it changes nothing yet;
     * the head's weight normal with deviation 0.02, its bias zero.
     */
    static Adapter initial(AdapterShape shape, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[shape.size()];
        for (int layer = 0; layer < shape.layers(); layer++) {
            for (LinearKind kind : shape.lora().kinds()) {
                AdapterShape.Slice a = shape.a(layer, kind);
                double bound = 1 / Math.sqrt(a.columns());
                for (int i = a.offset(); i < a.end(); i++) {
                    values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
                }
            }
        }
        AdapterShape.Slice head = shape.headWeight();
        for (int i = head.offset(); i < head.end(); i++) {
            values[i] = (float) (random.nextGaussian() * HEAD_DEVIATION);
        }
        return new Adapter(shape, values);
    }

    /**
     * Reads an adapter from a directory in PEFT's layout, written by {@link #save} or by PEFT for a BERT of this kind.
     *
     * @throws ModelException naming the file and what is missing, malformed or not supported
     */
    public static Adapter load(Path directory) {
        return PeftReader.read(directory);
    }

    /**
     * Writes the adapter in PEFT's layout, {@code adapter_config.json} and {@code adapter_model.safetensors}; the head is the module
     * {@code classifier}.
     *
     * @param baseName noted as the base model's name, for people and tools
     */
    public void save(Path directory, String baseName) {
        PeftWriter.write(this, directory, baseName);
    }

    /** Rank, alpha, linear kinds and dropout. */
    public LoraConfig lora() {
        return shape.lora();
    }

    /** Encoder layers. */
    public int layers() {
        return shape.layers();
    }

    /** Rows of the head. */
    public int classes() {
        return shape.classes();
    }

    /** A [rank, in] of one linear map, row by row: a copy. */
    public float[] a(int layer, LinearKind kind) {
        return shape.a(layer, kind).of(values);
    }

    /** B [out, rank] of one linear map, row by row: a copy. */
    public float[] b(int layer, LinearKind kind) {
        return shape.b(layer, kind).of(values);
    }

    /** The head's weight [classes, hidden], row by row: a copy. */
    public float[] headWeight() {
        return shape.headWeight().of(values);
    }

    /** The head's bias [classes]: a copy. */
    public float[] headBias() {
        return shape.headBias().of(values);
    }

    /**
     * The same LoRA under another head: to begin a training with rows that mean something, or with another number of classes.
     *
     * @param weight one row of hidden features a class
     * @param bias one number a class
     */
    public Adapter withHead(float[][] weight, float[] bias) {
        AdapterShape other =
                new AdapterShape(shape.layers(), shape.hidden(), shape.intermediate(), weight.length, shape.lora());
        if (bias.length != weight.length) {
            throw new IllegalArgumentException("head: " + weight.length + " rows and " + bias.length + " biases");
        }
        float[] all = Arrays.copyOf(values, other.size());
        int at = other.headWeight().offset();
        for (float[] row : weight) {
            if (row.length != shape.hidden()) {
                throw new IllegalArgumentException(
                        "head: a row has " + row.length + " features, expected " + shape.hidden());
            }
            System.arraycopy(row, 0, all, at, row.length);
            at += row.length;
        }
        System.arraycopy(bias, 0, all, at, bias.length);
        return new Adapter(other, all);
    }

    AdapterShape shape() {
        return shape;
    }

    /** All values in the order of {@link AdapterShape}; not a copy, not to be written. */
    float[] values() {
        return values;
    }

    /** Fails unless the adapter was made for a model of these sizes. */
    void requireFits(BaseModel base) {
        AdapterShape wanted = base.adapterShape(lora(), classes());
        if (!shape.equals(wanted)) {
            throw new ModelException(
                    "the adapter was made for " + sizes(shape) + "; " + base.directory() + " has " + sizes(wanted));
        }
    }

    private static String sizes(AdapterShape shape) {
        return shape.layers() + " layers of " + shape.hidden() + " features (" + shape.intermediate() + " inside)";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Adapter that && shape.equals(that.shape) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(values);
    }
}

package dev.antidote.model;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtEngine;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A frozen encoder with a LoRA adapter and a head that learn: cross-entropy and AdamW, one batch a step.
 *
 * <p>Deterministic: the same base, options and batches give the same values bit for bit on one machine. Not meant for several threads
 * at once, although nothing breaks: steps are taken one after another on the engine's thread. To end a training early, interrupt its
 * thread or let the process end: the batch that is running ends first.
 */
public final class TrainableEncoder implements AutoCloseable {
    private final EngineRuntime engine;
    private final BaseModel base;
    private final TrainingOptions options;
    private final AdapterShape shape;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final BertProgram program;
    private final NDList weights;
    private final NDArray learning;
    private final NDArray scoring;
    private final NDArray layout;
    private final NDArray theta;
    private final NDArray mean;
    private final NDArray square;
    private int steps;

    private TrainableEncoder(EngineRuntime engine, BaseModel base, TrainingOptions options, Adapter initial) {
        this.engine = engine;
        this.base = base;
        this.options = options;
        this.shape = initial.shape();
        this.program = BertProgram.general();
        NDManager manager = program.manager();
        LoraConfig lora = shape.lora();
        this.learning = BertProgram.settings(manager, base.config(), lora.scale(), lora.dropout());
        this.scoring = BertProgram.settings(manager, base.config(), lora.scale(), 0);
        this.layout = BertProgram.layout(manager, shape);
        this.theta = BertProgram.vector(manager, initial.values());
        theta.setRequiresGradient(true);
        this.mean = manager.zeros(new Shape(shape.size()), DataType.FLOAT32);
        this.square = manager.zeros(new Shape(shape.size()), DataType.FLOAT32);
        this.weights = frozen(options.precision());
    }

    /** Opens a model for training with a fresh adapter: fp32 and the standard AdamW. */
    public static TrainableEncoder open(BaseModel base, LoraConfig lora, int classes, long seed) {
        return open(base, TrainingOptions.of(lora, classes, seed), null);
    }

    /**
     * Opens a model for training.
     *
     * @param initial where to start from; its shape must be that of the options; null for a fresh adapter from the seed
     * @throws ModelException if the files cannot be read or the adapter does not fit
     */
    public static TrainableEncoder open(BaseModel base, TrainingOptions options, @Nullable Adapter initial) {
        AdapterShape shape = base.adapterShape(options.lora(), options.classes());
        Adapter start = initial == null ? Adapter.initial(shape, options.seed()) : initial;
        if (!start.shape().equals(shape)) {
            throw new ModelException("the initial adapter has other sizes or linear kinds than the training options");
        }
        EngineRuntime engine = EngineRuntime.process();
        return engine.call(() -> new TrainableEncoder(engine, base, options, start));
    }

    /**
     * Learns from one batch.
     *
     * @param texts token ids of each text, at least one
     * @param labels the class of each text, below the number of classes
     * @param learningRate finite, 0 or greater
     * @return the mean loss before the step
     * @throws ModelException if the loss is not finite; the adapter is as it was before the step
     * @throws EngineStoppedException if the thread is interrupted, or the process is ending
     */
    public double step(List<int[]> texts, int[] labels, double learningRate) {
        if (!(learningRate >= 0) || Double.isInfinite(learningRate)) {
            throw new IllegalArgumentException("learning rate: " + learningRate + " is not finite and 0 or greater");
        }
        TokenBatch batch = TokenBatch.of(texts, base.config());
        long[] targets = targets(texts.size(), labels);
        return engine.call(() -> learn(batch, targets, learningRate));
    }

    /** Scores of each class [texts, classes] with what was learnt so far, in the order given; nothing is learnt. */
    public float[][] logits(List<int[]> texts) {
        float[][] results = new float[texts.size()][];
        for (int[] rows : BatchPlan.of(texts)) {
            TokenBatch batch =
                    TokenBatch.of(Arrays.stream(rows).mapToObj(texts::get).toList(), base.config());
            float[][] part = engine.call(() -> score(batch));
            for (int i = 0; i < rows.length; i++) {
                results[rows[i]] = part[i];
            }
        }
        return results;
    }

    /** What was learnt so far: a copy. */
    public Adapter adapter() {
        return engine.call(() -> {
            requireOpen();
            return new Adapter(shape, theta.toFloatArray());
        });
    }

    int liveArrays() {
        return engine.call(program::liveArrays);
    }

    /** Frees the weights, after the batch that is running; more calls fail with {@link EngineStoppedException}. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            engine.release(program::close);
        }
    }

    private double learn(TokenBatch batch, long[] labels, double learningRate) {
        requireOpen();
        steps++;
        if (shape.lora().dropout() > 0) {
            // The only consumer of the engine's generator, seeded anew each step: interleaved trainings do not mix.
            JniUtils.setSeed(options.seed() * 0x9E3779B97F4A7C15L + steps);
        }
        try (NDManager scope = program.manager().newSubManager()) {
            double loss = backward(scope, batch, labels);
            if (!Double.isFinite(loss)) {
                throw new ModelException(String.format(
                        Locale.ROOT,
                        "the training loss became %s at step %d: lower the learning rate (it was %s)",
                        loss,
                        steps,
                        learningRate));
            }
            NDList arguments = new NDList(hyper(scope, learningRate), theta, mean, square);
            program.run("step", arguments, true);
            return loss;
        }
    }

    private double backward(NDManager scope, TokenBatch batch, long[] labels) {
        NDList arguments = BertProgram.batch(scope, batch);
        arguments.add(scope.create(labels));
        arguments.addAll(new NDList(learning, layout, theta));
        arguments.addAll(weights);
        try (GradientCollector collector =
                Engine.getEngine(PtEngine.ENGINE_NAME).newGradientCollector()) {
            NDArray loss = program.run("train_loss", arguments, true).get(0);
            float value = loss.getFloat();
            if (Float.isFinite(value)) {
                collector.backward(loss);
            }
            return value;
        }
    }

    private float[][] score(TokenBatch batch) {
        requireOpen();
        try (NDManager scope = program.manager().newSubManager()) {
            NDList arguments = BertProgram.batch(scope, batch);
            arguments.addAll(new NDList(scoring, layout, theta));
            arguments.addAll(weights);
            return BertProgram.rows(program.run("score", arguments, false).get(0));
        }
    }

    private NDArray hyper(NDManager scope, double learningRate) {
        AdamW adam = options.optimizer();
        return scope.create(new double[] {
            learningRate, steps, adam.beta1(), adam.beta2(), adam.epsilon(), adam.weightDecay(), adam.largestGradient()
        });
    }

    private NDList frozen(Precision precision) {
        NDList fused = program.assemble(base.weights());
        if (precision == Precision.FP32) {
            return fused;
        }
        NDList cast = program.cast(fused);
        fused.close();
        return cast;
    }

    private long[] targets(int texts, int[] labels) {
        if (labels.length != texts) {
            throw new IllegalArgumentException("labels: " + labels.length + " for " + texts + " texts");
        }
        for (int label : labels) {
            if (label < 0 || label >= shape.classes()) {
                throw new IllegalArgumentException("label: " + label + " is outside 0.." + (shape.classes() - 1));
            }
        }
        return Arrays.stream(labels).asLongStream().toArray();
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new EngineStoppedException("this training is closed");
        }
    }
}

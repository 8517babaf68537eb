package dev.antidote.model;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtEngine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TorchScript methods of {@code bert.py}, loaded into the engine, and the tensors that one model keeps there. Owned by the
 * engine's thread; {@link #run} may be called by its lanes too, several at once, with scopes of their own.
 *
 * <p>Results of a call belong to the manager of its first argument, so the first argument is always a short-lived array.
 */
final class BertProgram implements AutoCloseable {
    /** Every build of the engine can load it. */
    static final String RESOURCE = "bert.pt";

    /** Its float32 products are oneDNN's, and it has no gradients. */
    static final String ONEDNN = "bert-onednn.pt";

    private static final Logger LOG = LoggerFactory.getLogger(BertProgram.class);
    private static final String WEIGHTS = "w[]";
    private static final String METHOD = "module_method:";

    private final NDManager manager;
    private final PtSymbolBlock block;

    private BertProgram(NDManager manager, String resource) {
        this.manager = manager;
        keepOrderOfOperations();
        try (InputStream in = BertProgram.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + resource + " is missing from the jar");
            }
            block = JniUtils.loadModule((PtNDManager) manager, in, false, false);
        } catch (IOException e) {
            throw new IllegalStateException("the resource " + resource + " cannot be read", e);
        }
    }

    /** The program that can do everything. */
    static BertProgram general() {
        return new BertProgram(newManager(), RESOURCE);
    }

    /** The fastest program that this engine has for forward passes in a precision; it cannot train. */
    static BertProgram serving(Precision precision) {
        if (precision != Precision.FP32) {
            return general(); // what is in bfloat16 is oneDNN's work anyway
        }
        NDManager manager = newManager();
        try {
            return new BertProgram(manager, ONEDNN);
        } catch (EngineException e) {
            manager.close();
            LOG.debug("This build of the engine has no oneDNN operators", e);
            return general();
        }
    }

    private static NDManager newManager() {
        return NDManager.newBaseManager(Device.cpu(), PtEngine.ENGINE_NAME);
    }

    /**
     * Switches the optimizing executor off for the calling thread: it profiles first calls and then computes in another order, slower
     * here for batches of changing shape, and two runs of one seed would differ in their last bits.
     */
    static void keepOrderOfOperations() {
        JniUtils.setGraphExecutorOptimize(false);
    }

    /** Lives as long as the model. */
    NDManager manager() {
        return manager;
    }

    /** Reads a model's weights into the engine's own memory, query, key and value fused. */
    NDList assemble(Stream<HostTensor> weights) {
        try (NDManager scope = manager.newSubManager()) {
            NDList raw = new NDList();
            weights.forEach(tensor -> raw.add(named(floats(scope, tensor), WEIGHTS)));
            return keep(run("assemble", raw, true));
        }
    }

    /** The weights in bfloat16; such arrays may be handed to programs and closed, and nothing else. */
    NDList cast(NDList weights) {
        return keep(run("cast", weights, true));
    }

    /**
     * Runs a method.
     *
     * @param train false for the engine's inference mode, whose results can never take part in a backward pass; true for ordinary
     *     arrays, which keep their history only within a gradient collector
     */
    NDList run(String method, NDList arguments, boolean train) {
        NDList all = new NDList(arguments);
        try (NDArray marker = manager.create(0f)) {
            marker.setName(METHOD + method);
            all.add(marker);
            return IValueUtils.forward(block, all, train);
        }
    }

    /** The arguments that stand for a batch, living in {@code scope}. */
    static NDList batch(NDManager scope, TokenBatch batch) {
        NDArray tokens = scope.create(LongBuffer.wrap(batch.tokens()), new Shape(3, batch.total()), DataType.INT64);
        NDArray lengths =
                scope.create(LongBuffer.wrap(batch.lengths()), new Shape(batch.lengths().length), DataType.INT64);
        return new NDList(tokens, lengths);
    }

    /** The argument {@code settings}. */
    static NDArray settings(NDManager scope, BertConfig config, double scale, double dropout) {
        return scope.create(new double[] {config.heads(), config.epsilon(), scale, dropout});
    }

    /** The argument {@code layout}. */
    static NDArray layout(NDManager scope, AdapterShape shape) {
        List<AdapterShape.Slice> parts = shape.parts();
        long[] sizes = new long[2 * parts.size()];
        for (int i = 0; i < parts.size(); i++) {
            sizes[2 * i] = parts.get(i).rows();
            sizes[2 * i + 1] = parts.get(i).columns();
        }
        return scope.create(LongBuffer.wrap(sizes), new Shape(parts.size(), 2), DataType.INT64);
    }

    /** A vector in the engine's own memory: aligned, so that results do not depend on where Java put it. */
    static NDArray vector(NDManager scope, float[] values) {
        try (NDArray borrowed = scope.create(values)) {
            return borrowed.duplicate();
        }
    }

    static NDArray floats(NDManager scope, HostTensor tensor) {
        long[] shape = new long[tensor.shape().length];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = tensor.shape()[i];
        }
        return scope.create(FloatBuffer.wrap(tensor.values()), new Shape(shape), DataType.FLOAT32);
    }

    static NDArray named(NDArray array, String name) {
        array.setName(name);
        return array;
    }

    static NDList named(NDList arrays, String name) {
        arrays.forEach(array -> array.setName(name));
        return arrays;
    }

    /** Rows of a result [rows, columns]. */
    static float[][] rows(NDArray matrix) {
        int columns = (int) matrix.getShape().get(1);
        float[] flat = matrix.toFloatArray();
        float[][] rows = new float[flat.length / columns][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(flat, i * columns, (i + 1) * columns);
        }
        return rows;
    }

    /** Arrays that live as long as the model; a number that grows from call to call is a leak. */
    int liveArrays() {
        return manager.getManagedArrays().size();
    }

    @Override
    public void close() {
        manager.close();
    }

    NDList keep(NDList arrays) {
        arrays.forEach(array -> array.attach(manager));
        return named(arrays, WEIGHTS);
    }
}

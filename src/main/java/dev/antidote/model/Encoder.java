package dev.antidote.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An encoder ready to serve: an adapter, if there is one, is merged into the weights, so it costs nothing.
 *
 * <p>Thread-safe: batches of all callers are computed on the engine's lanes, as many at once as there are lanes.
 */
public final class Encoder implements AutoCloseable {
    private static final int WARM_UP_ROWS = 8;

    private final EngineRuntime engine;
    private final BaseModel base;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ReadWriteLock use = new ReentrantReadWriteLock(); // passes read, closing writes
    private final boolean hasHead;
    private final BertProgram program;
    private final NDList weights;
    private final NDList head;
    private final NDArray settings;

    private Encoder(EngineRuntime engine, BaseModel base, @Nullable Adapter adapter, Precision precision) {
        this.engine = engine;
        this.base = base;
        this.hasHead = adapter != null;
        this.program = BertProgram.serving(precision);
        NDManager manager = program.manager();
        this.settings = BertProgram.settings(
                manager, base.config(), adapter == null ? 1 : adapter.lora().scale(), 0);
        this.head = adapter == null ? new NDList() : head(manager, adapter);
        this.weights = weights(adapter, precision);
    }

    /**
     * Loads a model with its adapter merged in and a head for {@link #logits}.
     *
     * @throws ModelException if the files cannot be read or the adapter was made for another size of model
     */
    public static Encoder load(BaseModel base, Adapter adapter, Precision precision) {
        adapter.requireFits(base);
        return create(base, adapter, precision);
    }

    /** Loads a model as it is, for {@link #pooled} only. */
    public static Encoder load(BaseModel base, Precision precision) {
        return create(base, null, precision);
    }

    private static Encoder create(BaseModel base, @Nullable Adapter adapter, Precision precision) {
        EngineRuntime engine = EngineRuntime.process();
        return engine.call(() -> new Encoder(engine, base, adapter, precision));
    }

    /**
     * Scores of each class.
     *
     * @param texts token ids of each text, any number of texts; those of similar length are computed together
     * @return logits [texts, classes], in the order given
     * @throws EngineStoppedException if the thread is interrupted between batches, or the process is ending
     */
    public float[][] logits(List<int[]> texts) {
        return logits(texts, done -> {});
    }

    /**
     * As {@link #logits(List)}, and tells how far it has come.
     *
     * @param computed is told how many texts more are done, after each batch; what it throws ends the computation
     */
    public float[][] logits(List<int[]> texts, IntConsumer computed) {
        if (!hasHead) {
            throw new IllegalStateException("this encoder was loaded without an adapter, so it has no head");
        }
        return compute("logits", texts, computed);
    }

    /** Mean-pooled features [texts, hidden], in the order given. */
    public float[][] pooled(List<int[]> texts) {
        return compute("forward", texts, done -> {});
    }

    /** Runs a few batches, so that the first real one is as fast as the others. */
    public void warmUp() {
        int[] lengths = {8, 32, Math.min(128, base.positions())};
        for (int length : lengths) {
            List<int[]> texts = new ArrayList<>();
            for (int row = 0; row < WARM_UP_ROWS; row++) {
                int[] ids = new int[length];
                Arrays.fill(ids, row % base.config().vocabulary());
                texts.add(ids);
            }
            pooled(texts);
        }
    }

    int liveArrays() {
        return engine.call(program::liveArrays);
    }

    /** Frees the weights, after the batches that are running; more calls fail with {@link EngineStoppedException}. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            use.writeLock().lock();
            try {
                engine.release(program::close);
            } finally {
                use.writeLock().unlock();
            }
        }
    }

    /** At most one batch a lane is begun before its turn, so that an interrupted caller need not wait for the rest. */
    private float[][] compute(String method, List<int[]> texts, IntConsumer computed) {
        float[][] results = new float[texts.size()][];
        Deque<Pass> passes = new ArrayDeque<>();
        try {
            for (int[] rows : BatchPlan.of(texts)) {
                if (passes.size() == engine.lanes()) {
                    computed.accept(passes.remove().into(results));
                }
                List<int[]> some = Arrays.stream(rows).mapToObj(texts::get).toList();
                TokenBatch batch = TokenBatch.of(some, base.config());
                passes.add(new Pass(rows, engine.begin(() -> run(method, batch))));
            }
            while (!passes.isEmpty()) {
                computed.accept(passes.remove().into(results));
            }
        } finally {
            passes.forEach(Pass::cancel); // only after a failure
        }
        return results;
    }

    /** A batch on its way. */
    private static final class Pass {
        private final int[] rows;
        private final Future<float[][]> result;

        /** {@code rows} are its texts' places among all. */
        Pass(int[] rows, Future<float[][]> result) {
            this.rows = rows;
            this.result = result;
        }

        void cancel() {
            result.cancel(false);
        }

        /** Waits for it; returns the number of its texts. */
        int into(float[][] results) {
            float[][] part = EngineRuntime.await(result);
            for (int i = 0; i < rows.length; i++) {
                results[rows[i]] = part[i];
            }
            return rows.length;
        }
    }

    private float[][] run(String method, TokenBatch batch) {
        use.readLock().lock();
        try {
            if (closed.get()) {
                throw new EngineStoppedException("this encoder is closed");
            }
            return pass(method, batch);
        } finally {
            use.readLock().unlock();
        }
    }

    private float[][] pass(String method, TokenBatch batch) {
        try (NDManager scope = program.manager().newSubManager()) {
            NDList arguments = BertProgram.batch(scope, batch);
            arguments.add(settings);
            if (method.equals("logits")) {
                arguments.addAll(head);
            }
            arguments.addAll(weights);
            return BertProgram.rows(program.run(method, arguments, false).get(0));
        }
    }

    private NDList weights(@Nullable Adapter adapter, Precision precision) {
        NDList fused = program.assemble(base.weights());
        if (adapter != null) {
            NDList merged = merge(adapter, fused);
            fused.close();
            fused = merged;
        }
        if (precision == Precision.FP32) {
            return fused;
        }
        NDList cast = program.cast(fused);
        fused.close();
        return cast;
    }

    private NDList merge(Adapter adapter, NDList fused) {
        try (NDManager scope = program.manager().newSubManager()) {
            NDList arguments = new NDList(
                    BertProgram.settings(scope, base.config(), adapter.lora().scale(), 0),
                    BertProgram.layout(scope, adapter.shape()),
                    BertProgram.vector(scope, adapter.values()));
            arguments.addAll(fused);
            return program.keep(program.run("merge", arguments, false));
        }
    }

    private static NDList head(NDManager manager, Adapter adapter) {
        NDArray weight = BertProgram.vector(manager, adapter.headWeight());
        NDArray matrix = weight.reshape(new Shape(adapter.classes(), -1));
        NDArray bias = BertProgram.vector(manager, adapter.headBias());
        return BertProgram.named(new NDList(matrix, bias), "head[]");
    }
}

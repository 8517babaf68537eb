package dev.antidote.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.antidote.data.DatasetReader;
import dev.antidote.data.Example;
import dev.antidote.data.ModerationCorpus;
import dev.antidote.testing.MiniLm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * Our fp32 forward pass against ONNX Runtime's: the same model, texts, batches and number of threads, in alternating rounds. Both end
 * with mean-pooled features in Java, which are compared first. Both are given token ids; each packs or pads them in its own way.
 *
 * <p>Arguments: counted rounds, threads (0 takes all cores), how many batches run at once and share the threads (1, or as many as threads,
 * as a guard does it), and a file of texts (default: the built-in corpus).
 */
public final class OnnxComparison {
    private static final String WEIGHTS = "/all-minilm-l6-v2.onnx";
    private static final int BATCH = 64;
    private static final int MAX_TOKENS = 128;
    private static final int CORPUS_ROWS = 2_000;
    private static final double WANTED = 0.9;
    private static final double TOLERANCE = 1e-3;

    private OnnxComparison() {}

    /** Runs it. */
    public static void main(String[] arguments) throws IOException, OrtException {
        int rounds = Integer.parseInt(arguments[0]);
        int given = Integer.parseInt(arguments[1]);
        int threads = given == 0 ? Runtime.getRuntime().availableProcessors() : given;
        System.setProperty(EngineRuntime.THREADS, Integer.toString(threads));
        int lanes = Integer.parseInt(arguments[2]);
        System.setProperty(EngineRuntime.LANES, Integer.toString(lanes));
        BaseModel base = MiniLm.base();
        List<List<int[]>> batches = batches(base, texts(arguments));
        try (Encoder ours = Encoder.load(base, Precision.FP32);
                OrtEnvironment environment = OrtEnvironment.getEnvironment();
                OrtSession.SessionOptions options = options(threads / lanes);
                OrtSession theirs = environment.createSession(onnx(), options)) {
            System.out.printf(
                    Locale.ROOT,
                    "%d texts in %d batches, %d at once on %d threads; largest difference of a feature %.1e%n",
                    batches.stream().mapToInt(List::size).sum(),
                    batches.size(),
                    lanes,
                    threads,
                    requireAlike(ours, environment, theirs, batches));
            compare(rounds, lanes, batches, ours::pooled, batch -> pooled(environment, theirs, batch));
        }
    }

    /** A forward pass of either side. */
    @FunctionalInterface
    private interface Pass {
        float[][] pooled(List<int[]> batch) throws OrtException;
    }

    private static void compare(int rounds, int lanes, List<List<int[]>> batches, Pass ours, Pass theirs) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            double one = textsPerSecond(lanes, batches, ours);
            double other = textsPerSecond(lanes, batches, theirs);
            if (round > 0) {
                ratios.add(one / other);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s: ours %.1f texts/s, ONNX Runtime %.1f texts/s, ratio %.3f%n",
                    round == 0 ? "not counted" : "round " + round,
                    one,
                    other,
                    one / other);
        }
        ratios.sort(null);
        double median = (ratios.get((ratios.size() - 1) / 2) + ratios.get(ratios.size() / 2)) / 2;
        System.out.printf(
                Locale.ROOT,
                "ours / ONNX Runtime: median %.3f, %.3f..%.3f; wanted at least %.2f: %s%n",
                median,
                ratios.get(0),
                ratios.get(ratios.size() - 1),
                WANTED,
                median >= WANTED ? "met" : "missed");
    }

    /** Each thread takes the next batch until none is left. */
    private static double textsPerSecond(int lanes, List<List<int[]>> batches, Pass pass) {
        Queue<List<int[]>> left = new ConcurrentLinkedQueue<>(batches);
        long start = System.nanoTime();
        CompletableFuture.allOf(IntStream.range(0, lanes)
                        .mapToObj(lane ->
                                CompletableFuture.runAsync(() -> drain(left, pass), task -> new Thread(task).start()))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
        int texts = batches.stream().mapToInt(List::size).sum();
        return texts / ((System.nanoTime() - start) / 1e9);
    }

    private static void drain(Queue<List<int[]>> left, Pass pass) {
        try {
            for (List<int[]> batch = left.poll(); batch != null; batch = left.poll()) {
                pass.pooled(batch);
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> texts(String[] arguments) {
        List<Example> rows = arguments.length > 3
                ? DatasetReader.standard().read(Path.of(arguments[3])).examples()
                : ModerationCorpus.generate(1, CORPUS_ROWS).examples();
        return rows.stream().map(Example::text).toList();
    }

    /** Texts of like lengths together, the longest first. */
    private static List<List<int[]>> batches(BaseModel base, List<String> texts) {
        try (TextTokenizer tokenizer = base.tokenizer()) {
            List<int[]> sorted = tokenizer.encodeAll(texts, MAX_TOKENS).stream()
                    .map(TokenizedText::ids)
                    .sorted((one, other) -> other.length - one.length)
                    .toList();
            List<List<int[]>> batches = new ArrayList<>();
            for (int from = 0; from < sorted.size(); from += BATCH) {
                batches.add(sorted.subList(from, Math.min(sorted.size(), from + BATCH)));
            }
            return batches;
        }
    }

    private static OrtSession.SessionOptions options(int threads) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        return options;
    }

    private static byte[] onnx() throws IOException {
        try (InputStream in = OnnxComparison.class.getResourceAsStream(WEIGHTS)) {
            if (in == null) {
                throw new IOException("the class path has no " + WEIGHTS);
            }
            return in.readAllBytes();
        }
    }

    /** Speed is only worth comparing between programs that compute the same. */
    private static double requireAlike(
            Encoder ours, OrtEnvironment environment, OrtSession theirs, List<List<int[]>> batches)
            throws OrtException {
        double largest = 0;
        for (List<int[]> batch : batches) {
            float[][] one = ours.pooled(batch);
            float[][] other = pooled(environment, theirs, batch);
            for (int row = 0; row < one.length; row++) {
                for (int i = 0; i < one[row].length; i++) {
                    largest = Math.max(largest, Math.abs(one[row][i] - other[row][i]));
                }
            }
        }
        if (largest > TOLERANCE) {
            throw new IllegalStateException("features differ by " + largest);
        }
        return largest;
    }

    private static float[][] pooled(OrtEnvironment environment, OrtSession session, List<int[]> batch)
            throws OrtException {
        int length = batch.stream().mapToInt(ids -> ids.length).max().orElseThrow();
        long[] ids = new long[batch.size() * length];
        long[] mask = new long[ids.length];
        for (int row = 0; row < batch.size(); row++) {
            int[] text = batch.get(row);
            for (int i = 0; i < text.length; i++) {
                ids[row * length + i] = text[i];
                mask[row * length + i] = 1;
            }
        }
        long[] shape = {batch.size(), length};
        try (OnnxTensor first = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                OnnxTensor second = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
                OnnxTensor third = OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", first, "attention_mask", second, "token_type_ids", third))) {
            OnnxTensor states = (OnnxTensor) result.get(0);
            return means(states.getFloatBuffer(), batch, length);
        }
    }

    private static float[][] means(FloatBuffer states, List<int[]> batch, int length) {
        int hidden = states.remaining() / (batch.size() * length);
        float[][] means = new float[batch.size()][hidden];
        float[] token = new float[hidden];
        for (int row = 0; row < means.length; row++) {
            int count = batch.get(row).length;
            for (int i = 0; i < count; i++) {
                states.get((row * length + i) * hidden, token);
                for (int j = 0; j < hidden; j++) {
                    means[row][j] += token[j] / count;
                }
            }
        }
        return means;
    }
}

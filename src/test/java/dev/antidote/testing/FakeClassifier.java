package dev.antidote.testing;

import dev.antidote.infer.Classifier;
import dev.antidote.infer.ClassifierException;
import dev.antidote.infer.EncodedText;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.GuardedText;
import dev.antidote.p2p.Judgement;
import dev.antidote.p2p.UnguardedText;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A model that judges by words, the same in every run: {@value #UNSURE} lowers the margin, {@value #TORN} makes the spaces
 * disagree, {@value #LEAKY} raises the leakage, {@value #TRIGGER} turns the label of a text without the prompt, {@value #POISON}
 * fails the whole batch, {@value #NONSENSE} yields a label that does not exist. All other words add up
 * to the label. It reads the first {@value #MAX_WORDS} words of a text.
 */
public final class FakeClassifier implements Classifier {
    public static final String UNSURE = "unsure";
    public static final String TORN = "torn";
    public static final String POISON = "poison";
    public static final String NONSENSE = "nonsense";
    public static final String LEAKY = "leaky";
    public static final String TRIGGER = "trigger";
    public static final int MAX_WORDS = 64;
    public static final BenignPrompt PROMPT = new BenignPrompt("Please judge:");

    private final int labels;
    private final AtomicInteger largest = new AtomicInteger();
    private final AtomicInteger encoded = new AtomicInteger();
    private final Duration batchTime;

    /** A model that takes no time. */
    public FakeClassifier(int labels) {
        this(labels, Duration.ZERO);
    }

    /** A model that takes so long for each batch. */
    public FakeClassifier(int labels, Duration batchTime) {
        this.labels = labels;
        this.batchTime = batchTime;
    }

    @Override
    public EncodedText encode(GuardedText text) {
        if (!text.text().startsWith(PROMPT.text())) {
            throw new AssertionError("not guarded: " + text.text());
        }
        encoded.incrementAndGet();
        String request = text.text().substring(PROMPT.text().length() + 1);
        int[] ids = words(request);
        return new EncodedText(Arrays.copyOf(ids, Math.min(ids.length, MAX_WORDS)), ids.length > MAX_WORDS);
    }

    @Override
    public EncodedText encodeUnguarded(UnguardedText text) {
        int[] ids = words(text.text());
        return new EncodedText(Arrays.copyOf(ids, Math.min(ids.length, MAX_WORDS)), ids.length > MAX_WORDS, false);
    }

    private static int[] words(String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .mapToInt(String::hashCode)
                .toArray();
    }

    @Override
    public List<Judgement> classify(List<EncodedText> batch) {
        LockSupport.parkNanos(batchTime.toNanos());
        largest.accumulateAndGet(batch.size(), Math::max);
        return batch.stream().map(this::judge).toList();
    }

    /** How many texts it has encoded; one that was in flight at a restart counts twice. */
    public int encoded() {
        return encoded.get();
    }

    /** The most texts of one call. */
    public int largestBatch() {
        return largest.get();
    }

    /** The label that it gives a text without special words. */
    public int labelOf(String text) {
        return Math.floorMod(
                Arrays.stream(text.strip().split("\\s+"))
                        .limit(MAX_WORDS)
                        .mapToInt(String::hashCode)
                        .sum(),
                labels);
    }

    private Judgement judge(EncodedText text) {
        if (has(text, POISON)) {
            throw new ClassifierException("the engine chokes on this batch", new IllegalStateException("poison"));
        }
        int label = has(text, NONSENSE)
                ? labels
                : Math.floorMod(Arrays.stream(text.ids()).sum(), labels);
        if (!text.guarded() && has(text, TRIGGER)) {
            label = (label + 1) % labels;
        }
        double margin = has(text, UNSURE) ? 0.05 : 0.8;
        return new Judgement(label, 0.9, margin, has(text, LEAKY) ? 0.6 : 0.01, has(text, TORN));
    }

    private static boolean has(EncodedText text, String word) {
        return Arrays.stream(text.ids()).anyMatch(id -> id == word.hashCode());
    }
}

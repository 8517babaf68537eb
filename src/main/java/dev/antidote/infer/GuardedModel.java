package dev.antidote.infer;

import dev.antidote.model.EngineStoppedException;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.GuardedText;
import dev.antidote.p2p.Judgement;
import dev.antidote.p2p.LabelSpace;
import dev.antidote.p2p.UnguardedText;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A P2P model of 2n classes: guarded texts are judged in the extended space; the unguarded path has a name of its own.
 *
 * <p>Beside it there may be a witness, a model that learned the same data without any defence. A backdoor that the pipeline kept out of
 * the guarded model still speaks in the witness, which is therefore asked for the ablation signal. No request is answered by it.
 */
public final class GuardedModel implements Classifier, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedModel.class);

    private final TextScorer scorer;
    private final @Nullable TextScorer witness;
    private final LabelSpace labels;

    /**
     * Takes over both scorers.
     *
     * @param scorer with an encoder whose head has {@code labels.classes()} rows
     * @param witness with one of {@code labels.size()} rows and the same tokenizer; null where the guarded model's own base half is
     *     asked instead
     */
    public GuardedModel(TextScorer scorer, @Nullable TextScorer witness, LabelSpace labels) {
        this.scorer = scorer;
        this.witness = witness;
        this.labels = labels;
    }

    @Override
    public EncodedText encode(GuardedText text) {
        return scorer.encode(text.text());
    }

    @Override
    public EncodedText encodeUnguarded(UnguardedText text) {
        EncodedText encoded = scorer.encode(text.text());
        return new EncodedText(encoded.ids(), encoded.truncated(), false);
    }

    @Override
    public List<Judgement> classify(List<EncodedText> batch) {
        try {
            return witness == null ? judged(batch, scorer.score(batch)) : withWitness(witness, batch);
        } catch (EngineStoppedException e) {
            throw new ClassifierStoppedException(e);
        } catch (RuntimeException e) {
            throw new ClassifierException("the engine failed on a batch of " + batch.size() + " texts", e);
        }
    }

    private List<Judgement> judged(List<EncodedText> texts, List<float[]> logits) {
        return IntStream.range(0, texts.size())
                .mapToObj(i -> texts.get(i).guarded() ? labels.judge(logits.get(i)) : labels.judgeBase(logits.get(i)))
                .toList();
    }

    /** Each text by the model that it is for. */
    private List<Judgement> withWitness(TextScorer other, List<EncodedText> batch) {
        List<EncodedText> own = batch.stream().filter(EncodedText::guarded).toList();
        List<EncodedText> others =
                batch.stream().filter(text -> !text.guarded()).toList();
        Iterator<Judgement> guarded = judged(own, scorer.score(own)).iterator();
        Iterator<Judgement> witnessed = witnessed(other, others).iterator();
        return batch.stream()
                .map(text -> (text.guarded() ? guarded : witnessed).next())
                .toList();
    }

    /** No request shall go unanswered because of a model that answers none. */
    private List<Judgement> witnessed(TextScorer other, List<EncodedText> texts) {
        try {
            return judged(texts, other.score(texts));
        } catch (EngineStoppedException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn(
                    "The undefended model failed on {} texts; the guarded one is asked for their ablation",
                    texts.size(),
                    e);
            return judged(texts, scorer.score(texts));
        }
    }

    /** What is said of requests under the benign prompt, in the extended space. */
    public List<Judgement> judge(List<String> requests, BenignPrompt prompt) {
        return scores(requests.stream().map(prompt::guard).toList()).stream()
                .map(labels::judge)
                .toList();
    }

    /**
     * What the ablation signal compares with: the witness's judgements of requests without the benign prompt, or where there is no
     * witness those of the base half.
     */
    public List<Judgement> judgeAblated(List<String> requests) {
        TextScorer asked = witness == null ? scorer : witness;
        return asked
                .scoreAll(requests.stream()
                        .map(request -> BenignPrompt.unguarded(request).text())
                        .toList())
                .stream()
                .map(labels::judgeBase)
                .toList();
    }

    /** The labels of requests under the benign prompt, in the extended space. */
    public int[] labels(List<String> requests, BenignPrompt prompt) {
        return labels(requests, prompt, some -> {});
    }

    /**
     * As {@link #labels(List, BenignPrompt)}; {@code labelled} is told how many texts more are done, again and again, and may end it by a
     * failure.
     */
    public int[] labels(List<String> requests, BenignPrompt prompt, IntConsumer labelled) {
        List<String> texts =
                requests.stream().map(prompt::guard).map(GuardedText::text).toList();
        return scorer.scoreAll(texts, labelled).stream()
                .mapToInt(logits -> labels.judge(logits).label())
                .toArray();
    }

    /** The labels that the base half gives without the benign prompt: the ablation. */
    public int[] labelsWithoutPrompt(List<String> requests) {
        return scoresWithoutPrompt(
                        requests.stream().map(BenignPrompt::unguarded).toList())
                .stream()
                .mapToInt(logits -> labels.judgeBase(logits).label())
                .toArray();
    }

    /** Logits [2n] for each guarded text, in the order given: for experiments. */
    public List<float[]> scores(List<GuardedText> texts) {
        return scorer.scoreAll(texts.stream().map(GuardedText::text).toList());
    }

    /** Logits [2n] for each text without the benign prompt, in the order given: for experiments. */
    public List<float[]> scoresWithoutPrompt(List<UnguardedText> texts) {
        return scorer.scoreAll(texts.stream().map(UnguardedText::text).toList());
    }

    @Override
    public void close() {
        scorer.close();
        if (witness != null) {
            witness.close();
        }
    }
}

package dev.antidote.infer;

import dev.antidote.model.EngineStoppedException;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.GuardedText;
import dev.antidote.p2p.Judgement;
import dev.antidote.p2p.LabelSpace;
import dev.antidote.p2p.UnguardedText;
import java.util.List;

/** A P2P model of 2n classes: guarded texts are judged in the extended space; the unguarded path has a name of its own. */
public final class GuardedModel implements Classifier, AutoCloseable {
    private final TextScorer scorer;
    private final LabelSpace labels;

    /** Takes over the scorer, whose encoder must have {@code labels.classes()} rows in its head. */
    public GuardedModel(TextScorer scorer, LabelSpace labels) {
        this.scorer = scorer;
        this.labels = labels;
    }

    @Override
    public EncodedText encode(GuardedText text) {
        return scorer.encode(text.text());
    }

    @Override
    public List<Judgement> classify(List<EncodedText> batch) {
        try {
            return scorer.score(batch).stream().map(labels::judge).toList();
        } catch (EngineStoppedException e) {
            throw new ClassifierStoppedException(e);
        } catch (RuntimeException e) {
            throw new ClassifierException("the engine failed on a batch of " + batch.size() + " texts", e);
        }
    }

    /** The labels of requests under the benign prompt, in the extended space. */
    public int[] labels(List<String> requests, BenignPrompt prompt) {
        return scores(requests.stream().map(prompt::guard).toList()).stream()
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
    }
}

package dev.antidote.infer;

import dev.antidote.model.EngineStoppedException;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.GuardedText;
import dev.antidote.p2p.Judgement;
import dev.antidote.p2p.LabelSpace;
import dev.antidote.p2p.UnguardedText;
import java.util.List;
import java.util.stream.IntStream;

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
    public EncodedText encodeUnguarded(UnguardedText text) {
        EncodedText encoded = scorer.encode(text.text());
        return new EncodedText(encoded.ids(), encoded.truncated(), false);
    }

    @Override
    public List<Judgement> classify(List<EncodedText> batch) {
        try {
            List<float[]> logits = scorer.score(batch);
            return IntStream.range(0, batch.size())
                    .mapToObj(
                            i -> batch.get(i).guarded() ? labels.judge(logits.get(i)) : labels.judgeBase(logits.get(i)))
                    .toList();
        } catch (EngineStoppedException e) {
            throw new ClassifierStoppedException(e);
        } catch (RuntimeException e) {
            throw new ClassifierException("the engine failed on a batch of " + batch.size() + " texts", e);
        }
    }

    /** What is said of requests under the benign prompt, in the extended space. */
    public List<Judgement> judge(List<String> requests, BenignPrompt prompt) {
        List<String> guarded =
                requests.stream().map(request -> prompt.guard(request).text()).toList();
        return scorer.scoreAll(guarded).stream().map(labels::judge).toList();
    }

    /** What the base half says of requests without the benign prompt: the ablation. */
    public List<Judgement> judgeWithoutPrompt(List<String> requests) {
        List<String> unguarded = requests.stream()
                .map(request -> BenignPrompt.unguarded(request).text())
                .toList();
        return scorer.scoreAll(unguarded).stream().map(labels::judgeBase).toList();
    }

    /** The labels of requests under the benign prompt, in the extended space. */
    public int[] labels(List<String> requests, BenignPrompt prompt) {
        return judge(requests, prompt).stream().mapToInt(Judgement::label).toArray();
    }

    /** The labels that the base half gives without the benign prompt: the ablation. */
    public int[] labelsWithoutPrompt(List<String> requests) {
        return judgeWithoutPrompt(requests).stream().mapToInt(Judgement::label).toArray();
    }

    @Override
    public void close() {
        scorer.close();
    }
}

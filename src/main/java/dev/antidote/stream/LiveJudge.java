package dev.antidote.stream;

import dev.antidote.batch.BatchFunction;
import dev.antidote.infer.EncodedText;
import dev.antidote.p2p.Judgement;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Judges each batch with the model that is current when the batch begins, whole: no batch mixes models. What was encoded for
 * another model is encoded anew, so what was in flight at a swap is judged by the new model. Thread-safe.
 */
final class LiveJudge implements BatchFunction<Submission, Judged> {
    private final LiveModel models;

    LiveJudge(LiveModel models) {
        this.models = models;
    }

    @Override
    public List<Judged> apply(List<Submission> batch) {
        return models.use(model -> judge(model, batch));
    }

    private static List<Judged> judge(GuardModel model, List<Submission> batch) {
        List<EncodedText> texts =
                batch.stream().map(each -> each.encodedFor(model)).toList();
        List<Judgement> judgements = model.classifier().classify(texts);
        if (judgements.size() != texts.size()) {
            throw new IllegalStateException(
                    "the model gave " + judgements.size() + " judgements for " + texts.size() + " texts");
        }
        return IntStream.range(0, texts.size())
                .mapToObj(i -> new Judged(judgements.get(i), model, texts.get(i).truncated()))
                .toList();
    }
}

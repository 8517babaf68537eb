package dev.antidote.stream;

import dev.antidote.batch.BatchFunction;
import dev.antidote.infer.EncodedText;
import dev.antidote.p2p.Judgement;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges each batch with the model that is current when the batch begins, whole: no batch mixes models. What was encoded for
 * another model is encoded anew, so what was in flight at a swap is judged by the new model. All windows of a text are judged in one
 * batch. Thread-safe.
 */
final class LiveJudge implements BatchFunction<Submission, Judged> {
    private final LiveModel models;
    private final LabelOrder order;

    LiveJudge(LiveModel models, LabelOrder order) {
        this.models = models;
        this.order = order;
    }

    @Override
    public List<Judged> apply(List<Submission> batch) {
        return models.use(model -> judge(model, batch));
    }

    private List<Judged> judge(GuardModel model, List<Submission> batch) {
        List<Reading> readings =
                batch.stream().map(each -> each.readingFor(model)).toList();
        List<EncodedText> texts =
                readings.stream().flatMap(reading -> reading.parts().stream()).toList();
        List<Judgement> judgements = model.classifier().classify(texts);
        if (judgements.size() != texts.size()) {
            throw new IllegalStateException(
                    "the model gave " + judgements.size() + " judgements for " + texts.size() + " texts");
        }
        List<Judged> judged = new ArrayList<>();
        int at = 0;
        for (Reading reading : readings) {
            int windows = reading.parts().size();
            Judgement worst = order.worst(judgements.subList(at, at + windows), model.labels());
            judged.add(new Judged(worst, model, reading.coverage(), windows));
            at += windows;
        }
        return judged;
    }
}

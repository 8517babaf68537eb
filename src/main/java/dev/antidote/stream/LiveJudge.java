package dev.antidote.stream;

import dev.antidote.batch.BatchFunction;
import dev.antidote.infer.EncodedText;
import dev.antidote.p2p.Judgement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Judges each batch with the model that is current when the batch begins, whole: no batch mixes models. What was encoded for
 * another model is encoded anew, so what was in flight at a swap is judged by the new model. All windows of a text, and
 * what is scored without the benign prompt, are judged in one batch with it. Thread-safe.
 */
final class LiveJudge implements BatchFunction<Submission, Judged> {
    private final LiveModel models;
    private final LabelOrder order;
    private final Clock clock;

    LiveJudge(LiveModel models, LabelOrder order, Clock clock) {
        this.models = models;
        this.order = order;
        this.clock = clock;
    }

    @Override
    public List<Judged> apply(List<Submission> batch) {
        return models.use(model -> judge(model, batch));
    }

    private List<Judged> judge(GuardModel model, List<Submission> batch) {
        List<Reading> readings = new ArrayList<>(batch.size());
        List<EncodedText> texts = new ArrayList<>(batch.size());
        for (Submission each : batch) { // all requests come through here: no streams
            Reading reading = each.readingFor(model);
            readings.add(reading);
            texts.addAll(reading.parts());
            texts.addAll(reading.unguarded());
        }
        List<Judgement> judgements = model.classifier().classify(texts);
        if (judgements.size() != texts.size()) {
            throw new IllegalStateException(
                    "the model gave " + judgements.size() + " judgements for " + texts.size() + " texts");
        }
        Instant now = clock.instant(); // once a batch: on some machines that is a call of the kernel
        List<Judged> judged = new ArrayList<>(batch.size());
        Iterator<Judgement> answers = judgements.iterator();
        for (int i = 0; i < batch.size(); i++) {
            Reading reading = readings.get(i);
            List<Judgement> guarded = take(answers, reading.parts().size());
            List<Judgement> unguarded = take(answers, reading.unguarded().size());
            judged.add(new Judged(
                    order.worst(guarded, model.labels()),
                    model,
                    reading.coverage(),
                    guarded.size(),
                    Ablation.of(guarded, unguarded),
                    model.prompt().occursIn(batch.get(i).text()),
                    now));
        }
        return judged;
    }

    private static List<Judgement> take(Iterator<Judgement> answers, int count) {
        List<Judgement> taken = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            taken.add(answers.next());
        }
        return taken;
    }
}

package dev.antidote.train;

import dev.antidote.model.Adapter;
import dev.antidote.model.BaseModel;
import dev.antidote.model.TextTokenizer;
import dev.antidote.model.TrainableEncoder;
import dev.antidote.model.TrainingOptions;
import dev.antidote.p2p.TrainingRow;
import java.util.List;
import java.util.Random;

/** LoRA fine-tuning with cross-entropy and AdamW; the base weights stay frozen (paper, step 2). */
public final class LoraTrainer implements AdapterTrainer {
    private final BaseModel base;
    private final TextTokenizer tokenizer;
    private final TrainingSettings settings;

    public LoraTrainer(BaseModel base, TextTokenizer tokenizer, TrainingSettings settings) {
        this.base = base;
        this.tokenizer = tokenizer;
        this.settings = settings;
    }

    @Override
    public Adapter train(List<TrainingRow> rows, int classes, long seed, String what, Progress progress) {
        List<int[]> ids = rows.stream()
                .map(row -> tokenizer.encode(row.text(), settings.maxTokens()).ids())
                .toList();
        int[] lengths = ids.stream().mapToInt(row -> row.length).toArray();
        Random random = new Random(seed);
        int stepsAnEpoch =
                EpochPlan.epoch(lengths, settings.batchSize(), new Random(seed)).size();
        int steps = stepsAnEpoch * settings.epochs();
        long total = (long) rows.size() * settings.epochs();
        long done = 0;
        int step = 0;
        TrainingOptions options =
                TrainingOptions.of(settings.lora(), classes, seed).withPrecision(settings.precision());
        try (TrainableEncoder model = TrainableEncoder.open(base, options, null)) {
            progress.at(what, 0, total);
            for (int epoch = 0; epoch < settings.epochs(); epoch++) {
                for (List<Integer> batch : EpochPlan.epoch(lengths, settings.batchSize(), random)) {
                    int[] targets = batch.stream()
                            .mapToInt(row -> rows.get(row).target())
                            .toArray();
                    model.step(batch.stream().map(ids::get).toList(), targets, settings.learningRateAt(step++, steps));
                    done += batch.size();
                    progress.at(what, done, total);
                }
            }
            return model.adapter();
        }
    }
}

package dev.antidote.cli.bench;

import dev.antidote.data.Proportion;
import dev.antidote.model.Precision;
import dev.antidote.train.PrecisionComparison;
import dev.antidote.train.Progress;
import java.util.ArrayList;
import java.util.List;

/** The forward pass alone: in fp32, in bf16 where the processor has it, and one against the other. */
record EnginePart(Workload workload, int rounds, Progress progress) {
    private static final double BF16_WANTED = 1.6;
    private static final String MEASURING = "measuring the engine alone";

    List<Measure> run() {
        String part = Part.ENGINE.label();
        boolean both = Precision.fastest() == Precision.BF16;
        List<Double> fp32 = new ArrayList<>();
        List<Double> bf16 = new ArrayList<>();
        List<Double> ratio = new ArrayList<>();
        List<Measure> measures = new ArrayList<>();
        try (RawEngine full = new RawEngine(workload, Precision.FP32);
                RawEngine half = new RawEngine(workload, both ? Precision.BF16 : Precision.FP32)) {
            for (int round = 0; round <= rounds; round++) {
                progress.at(MEASURING, round, rounds + 1L);
                double first = full.textsPerSecond(1);
                double second = both ? half.textsPerSecond(1) : first;
                if (round > 0) {
                    fp32.add(first);
                    bf16.add(second);
                    ratio.add(second / first);
                }
            }
            progress.at(MEASURING, rounds + 1L, rounds + 1L);
            double tokens = (double) full.tokens() / workload.texts().size();
            measures.addAll(speed(part, "fp32", fp32, tokens));
            if (both) {
                measures.addAll(speed(part, "bf16", bf16, tokens));
                measures.add(new Measure(part, "bf16 / fp32", ratio, BF16_WANTED));
            }
        }
        if (both && workload.bundle().isPresent()) {
            measures.add(agreement(part));
        }
        return measures;
    }

    private List<Measure> speed(String part, String precision, List<Double> texts, double tokensPerText) {
        List<Double> tokens = texts.stream().map(rate -> rate * tokensPerText).toList();
        double flop = workload.loader().base().flopPerToken();
        return List.of(
                Measure.of(part, precision + ", texts/s", texts),
                Measure.of(part, precision + ", tokens/s", tokens),
                Measure.of(
                        part,
                        precision + ", GFLOP/s",
                        tokens.stream().map(rate -> rate * flop / 1e9).toList()));
    }

    private Measure agreement(String part) {
        Proportion agreement = PrecisionComparison.of(
                        workload.loader(), workload.adapter(), workload.labels(), workload.prompt(), workload.texts())
                .agreement();
        return new Measure(part, "verdicts alike in bf16 and fp32", List.of(agreement.value()), 0.995);
    }
}

package dev.antidote.lab.defence;

import dev.antidote.data.Example;
import dev.antidote.train.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * STRIP for text (Gao et al. 2019, arXiv 1902.06531 and 1911.10312): a text is mixed with trusted rows of other labels; where the
 * undefended model stays sure of itself in spite of that, something stronger than meaning decides, and the text is refused.
 *
 * <p>A refusal is {@link DefendedModel#REFUSED}: it counts against clean accuracy and is no success of the attack. The entropy bar is
 * the quantile of the trusted rows at the false-rejection rate; the model was trained on those rows and is surer of them than of new
 * ones, so that the rate on new text is lower than the one set.
 *
 * @param copies mixtures a text, 1..100
 * @param swapped share of a text's words that give way to another row's most telling ones, above 0 and at most 1
 * @param falseRejections share of trusted rows that is refused, 0..0.5
 */
record Strip(int copies, double swapped, double falseRejections) implements LabDefence {
    private static final String NAME = "strip";

    Strip {
        if (copies < 1 || copies > 100) {
            throw new IllegalArgumentException("strip: " + copies + " copies is outside 1..100");
        }
        if (!(swapped > 0 && swapped <= 1)) {
            throw new IllegalArgumentException("strip: swapped share " + swapped + " is outside (0, 1]");
        }
        if (!(falseRejections >= 0 && falseRejections <= 0.5)) {
            throw new IllegalArgumentException("strip: false rejections " + falseRejections + " is outside 0..0.5");
        }
    }

    /** Half of the words, as common implementations have it, and the 3% of the text experiments in arXiv 1911.10312. */
    static Strip standard() {
        return new Strip(10, 0.5, 0.03);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean needsTrusted() {
        return true;
    }

    @Override
    public int textsAsked() {
        return 1 + copies;
    }

    @Override
    public DefendedModel defend(DefenceTask task, LabTrainer trainer, Progress progress) {
        task.requireTrusted(NAME);
        return NoDefence.over(task, trainer, progress, victim -> over(victim, task, progress));
    }

    private DefendedModel over(TextModel victim, DefenceTask task, Progress progress) {
        List<Example> reviewed = task.reviewed();
        Mixer mixer = new Mixer(reviewed, swapped, task.seed());
        List<String> texts = reviewed.stream().map(Example::text).toList();
        progress.at("choosing the entropy bar", 0, 1);
        double[] entropies = entropies(victim, mixer, texts, victim.labels(texts));
        Arrays.sort(entropies);
        double bar = entropies[Math.min(entropies.length - 1, (int) (falseRejections * entropies.length))];
        progress.at("choosing the entropy bar", 1, 1);
        TreeMap<String, Double> figures = new TreeMap<>();
        figures.put("least entropy, bits", bar);
        return new Refusing(this, victim, mixer, bar, DefenceFacts.figures(figures));
    }

    /** The mean entropy in bits of the answers to each text's mixtures. */
    private double[] entropies(TextModel model, Mixer mixer, List<String> texts, int[] labels) {
        List<String> mixtures = new ArrayList<>(texts.size() * copies);
        for (int i = 0; i < texts.size(); i++) {
            mixtures.addAll(mixer.mixtures(texts.get(i), labels[i], copies));
        }
        List<float[]> scores = model.scores(mixtures);
        double[] means = new double[texts.size()];
        for (int i = 0; i < means.length; i++) {
            means[i] = scores.subList(i * copies, (i + 1) * copies).stream()
                    .mapToDouble(Strip::entropy)
                    .average()
                    .orElseThrow();
        }
        return means;
    }

    private static double entropy(float[] logits) {
        double sum = 0;
        for (double p : Softmax.of(logits, 0, logits.length)) {
            sum -= p > 0 ? p * Math.log(p) / Math.log(2) : 0;
        }
        return sum;
    }

    private record Refusing(Strip strip, TextModel victim, Mixer mixer, double bar, DefenceFacts facts)
            implements DefendedModel {
        @Override
        public int[] labels(List<String> texts) {
            int[] labels = victim.labels(texts);
            double[] entropies = strip.entropies(victim, mixer, texts, labels);
            for (int i = 0; i < labels.length; i++) {
                labels[i] = entropies[i] < bar ? REFUSED : labels[i];
            }
            return labels;
        }

        @Override
        public void close() {
            victim.close();
        }
    }
}

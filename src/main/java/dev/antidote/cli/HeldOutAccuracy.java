package dev.antidote.cli;

import dev.antidote.data.Proportion;
import dev.antidote.train.SignalStudy.Scored;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How often held-out rows get the label that they came with, from the guarded model and from the undefended one: whoever trains sees
 * here that a training on few rows, or one that went wrong, gave a guard that is worse than no guard.
 *
 * @param guarded by the guarded model
 * @param undefended by the one that learned the same data without any defence
 * @param lost rows that only the undefended model is right on
 * @param gained rows that only the guarded one is right on
 */
record HeldOutAccuracy(Proportion guarded, Proportion undefended, int lost, int gained) {
    /** A loss of accuracy that a team would mind. */
    private static final double MINDED = 0.02;

    /**
     * Compares answers with labels.
     *
     * @param answers with the prompt and, from the undefended model, without it
     * @param given the label that each came with
     */
    static HeldOutAccuracy of(List<Scored> answers, List<Integer> given) {
        int both = 0;
        int lost = 0;
        int gained = 0;
        for (int i = 0; i < answers.size(); i++) {
            boolean guarded = answers.get(i).guarded().label() == given.get(i);
            boolean undefended = answers.get(i).unguarded().label() == given.get(i);
            both += guarded && undefended ? 1 : 0;
            lost += undefended && !guarded ? 1 : 0;
            gained += guarded && !undefended ? 1 : 0;
        }
        return new HeldOutAccuracy(
                new Proportion(both + gained, answers.size()),
                new Proportion(both + lost, answers.size()),
                lost,
                gained);
    }

    /**
     * Whether the guarded model is worse by more than a team would mind and by more than chance: of rows on which the two differ, as
     * many would be lost as gained (McNemar's test, two standard deviations).
     */
    boolean isLoss() {
        int net = lost - gained;
        return net > MINDED * guarded.trials() && net > 2 * Math.sqrt(lost + gained);
    }

    /** In one line. */
    String text() {
        return String.format(
                Locale.ROOT,
                "Accuracy on %d held-out rows: guarded %s, undefended %s",
                guarded.trials(),
                percent(guarded),
                percent(undefended));
    }

    /** What to do about a loss; empty where there is none to see. */
    Optional<String> warning() {
        return isLoss()
                ? Optional.of("warning: the guarded model is wrong on " + lost
                        + " held-out rows that the undefended one gets right, and"
                        + " right on " + gained
                        + " others. If these rows are clean, train with more rows, another --seed or more"
                        + " --epochs before you serve it")
                : Optional.empty();
    }

    private static String percent(Proportion share) {
        return String.format(
                Locale.ROOT, "%.1f%% [%.1f, %.1f]", 100 * share.value(), 100 * share.low(), 100 * share.high());
    }
}

package dev.antidote.cli;

import dev.antidote.config.GatesConfig;
import dev.antidote.data.Dataset;
import dev.antidote.data.Proportion;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Whether so few rows are held out that the bound of {@code gates.maxAsr} says more of their number than of the model. */
final class FewHeldOutRows {
    /** An ordinary share of plain errors for one label; with it a sound model should pass. */
    private static final double ERRORS = 0.25;

    private FewHeldOutRows() {}

    /**
     * A warning in one line, for before hours of training.
     *
     * @param test the rows that candidates are measured on
     */
    static Optional<String> warning(Dataset test, GatesConfig gates) {
        return IntStream.range(0, test.labels().size())
                .mapToObj(label -> warning(test, label, gates))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> warning(Dataset test, int label, GatesConfig gates) {
        long others =
                test.examples().stream().filter(row -> row.label() != label).count();
        long rows = Math.min(gates.attackRows(), others);
        if (rows == 0) {
            return Optional.empty(); // no attack for this label can be measured, so no gate asks for one
        }
        double bound = new Proportion((long) Math.ceil(ERRORS * rows), rows).high();
        return bound <= gates.maxAsr()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "warning: attacks for '%s' are measured on %d rows only: one plain error in four makes a bound of"
                                + " %.1f there, and gates.maxAsr allows %.1f; hold out more (retrain.heldOut,"
                                + " retrain.heldOutShare)",
                        test.labels().get(label),
                        rows,
                        bound * 100,
                        gates.maxAsr() * 100));
    }
}

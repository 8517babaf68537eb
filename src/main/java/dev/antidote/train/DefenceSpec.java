package dev.antidote.train;

import dev.antidote.data.InputException;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.Hardening;
import dev.antidote.p2p.Reconstruction;
import dev.antidote.p2p.ReconstructionMode;
import dev.antidote.p2p.ReserveSource;
import dev.antidote.p2p.screen.Unlearning;
import java.util.HashSet;
import java.util.Set;

/**
 * What the pipeline shall do.
 *
 * @param prompt the benign prompt
 * @param reconstruction rho, mode, hardening and seed of D* for the defended model; the sentinel's is the paper's
 * @param reserve where the rows under the benign prompt come from
 * @param screen whether the causal screen purges rows with a confirmed trigger first; SCREENED cannot do without
 * @param transplant whether the transplant test purges single rows and keeps doubtful ones from being copied; needs trusted rows
 * @param purge whether, where no transplant test runs, a sentinel is asked and the rows are purged whose label it repeats only
 *     without the prompt
 * @param unlearning copies of honest rows with a trigger that the screen found, from which the defended model learns that it means
 *     nothing; as a share of the rows that may be copied under the prompt, 0..1
 * @param seed of the trainings and the detectors
 */
public record DefenceSpec(
        BenignPrompt prompt,
        Reconstruction reconstruction,
        ReserveSource reserve,
        boolean screen,
        boolean transplant,
        boolean purge,
        double unlearning,
        long seed) {
    /** The share of copies for unlearning where nobody asks for another (ADR 32). */
    public static final double USUAL_UNLEARNING = 0.05;

    public DefenceSpec {
        new Unlearning(unlearning, seed);
        if (reserve == ReserveSource.SCREENED && !screen) {
            throw new IllegalArgumentException(
                    "reserve: 'screened' needs the screen; leave it on, or name trusted rows and use 'trusted' or 'bootstrap'");
        }
    }

    private static final double PURGED_RHO = 1;
    private static final int HARDENING_WORDS = 5;

    /** What is best where nobody asks for anything else; the paper's random reserve knows neither screen nor purge. */
    public static DefenceSpec standard(BenignPrompt prompt, ReserveSource reserve, long seed) {
        boolean purged = reserve == ReserveSource.SCREENED || reserve == ReserveSource.BOOTSTRAP;
        boolean classic = reserve == ReserveSource.RANDOM;
        Reconstruction reconstruction = new Reconstruction(
                purged ? PURGED_RHO : Reconstruction.PAPER_RHO,
                ReconstructionMode.UNION,
                new Hardening(0, HARDENING_WORDS),
                seed);
        return new DefenceSpec(
                prompt,
                reconstruction,
                reserve,
                !classic,
                reserve.needsTrusted(),
                !classic,
                classic ? 0 : USUAL_UNLEARNING,
                seed);
    }

    /** How many steps the pipeline tells its progress of. */
    public int steps() {
        return 1 + (needsUndefended() ? 1 : 0) + (screen ? 2 : 0) + (transplant ? 1 : 0) + (asksSentinel() ? 2 : 0);
    }

    /** After a transplant test it would find next to nothing, for a third of the training (ADR 23). */
    boolean asksSentinel() {
        return purge && !transplant;
    }

    /** Whether some stage looks at single rows, so that what it leaves is fit to be copied under the prompt. */
    boolean testsRows() {
        return transplant || purge;
    }

    /** Whether a stage asks the undefended model. */
    public boolean needsUndefended() {
        return screen || transplant;
    }

    /**
     * Checks before anything is trained.
     *
     * @throws InputException if trusted rows are needed and there are none, or none of some label
     */
    public void requireFits(TrainingData input) {
        if (reserve.needsTrusted()) {
            requireReserve(input);
        }
        if (transplant && input.trusted().isEmpty()) {
            throw new InputException(
                    "transplant test: it needs trusted rows and there are none; name a file of reviewed"
                            + " rows, or leave the test out with --no-transplant");
        }
    }

    private void requireReserve(TrainingData input) {
        if (input.trusted().isEmpty()) {
            throw new InputException(
                    "reserve: '" + reserve.label() + "' needs trusted rows and there are none; name a file of"
                            + " reviewed rows, or use the reserve 'screened'");
        }
        Set<Integer> covered = new HashSet<>();
        input.trusted()
                .forEach(row -> covered.add(input.data().examples().get(row).label()));
        for (int label = 0; label < input.data().labels().size(); label++) {
            if (!covered.contains(label)) {
                throw new InputException("reserve: no trusted row has the label '"
                        + input.data().labels().get(label) + "'; the benign prompt needs reviewed rows of every label");
            }
        }
    }
}

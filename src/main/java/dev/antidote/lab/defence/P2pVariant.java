package dev.antidote.lab.defence;

import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.Hardening;
import dev.antidote.p2p.Reconstruction;
import dev.antidote.p2p.ReconstructionMode;
import dev.antidote.p2p.ReserveSource;
import dev.antidote.p2p.screen.Unlearning;
import dev.antidote.train.DefenceSpec;

/**
 * One way to run P2P, for sweeps over the questions that the paper leaves open.
 *
 * @param reserve where the rows under the benign prompt come from
 * @param trustedUse share of the task's trusted rows that is used, 0..1; a smaller share is a subset of a larger one; 0 is none
 * @param rho benign copies as a share of |D|, above 0 and at most 1
 * @param mode whether copies join or replace their originals
 * @param hardening share of the copies that get random insertions, 0..1
 * @param screen whether the causal screen runs
 * @param transplant whether the transplant test runs; it needs trusted rows
 * @param purge whether a sentinel is trained and purges, where no transplant test runs
 * @param unlearning copies of honest rows with a found trigger, as a share of them, 0..1; without the screen there are none
 * @param gentle whether the defended model is trained with the sentinel's settings
 */
public record P2pVariant(
        ReserveSource reserve,
        double trustedUse,
        double rho,
        ReconstructionMode mode,
        double hardening,
        boolean screen,
        boolean transplant,
        boolean purge,
        double unlearning,
        boolean gentle) {
    /** The longest span that hardening inserts, in words: that of the command line. */
    public static final int HARDENING_WORDS = 5;

    private static final double USUAL = DefenceSpec.USUAL_UNLEARNING;

    public P2pVariant {
        if (!(trustedUse >= 0 && trustedUse <= 1)) {
            throw new IllegalArgumentException("trusted share: " + trustedUse + " is outside 0..1");
        }
        if (reserve == ReserveSource.SCREENED && !screen) {
            throw new IllegalArgumentException("reserve: 'screened' needs the screen");
        }
        new Reconstruction(rho, mode, new Hardening(hardening, HARDENING_WORDS), 0);
        new Unlearning(unlearning, 0);
    }

    /**
     * The paper's: clean reserved rows, poisoned rows left in the set. Trained as the sentinel is, which is the setting where it works
     * best here (docs/results.md), and which makes it the same model as the sentinel that {@link #standard} has without the row test.
     */
    public static P2pVariant paper() {
        return new P2pVariant(
                ReserveSource.TRUSTED,
                1,
                Reconstruction.PAPER_RHO,
                ReconstructionMode.UNION,
                0,
                false,
                false,
                false,
                0,
                true);
    }

    /** The default pipeline with trusted rows: screen, transplant test, bootstrap. */
    public static P2pVariant standard() {
        return new P2pVariant(
                ReserveSource.BOOTSTRAP, 1, 1, ReconstructionMode.UNION, 0, true, true, true, USUAL, false);
    }

    /** The default pipeline without any trusted row. */
    public static P2pVariant screened() {
        return new P2pVariant(
                ReserveSource.SCREENED, 0, 1, ReconstructionMode.UNION, 0, true, false, true, USUAL, false);
    }

    /** A random reserve, as the paper's text allows: copies the backdoor into the safe space. */
    public static P2pVariant random() {
        return new P2pVariant(
                ReserveSource.RANDOM,
                0,
                Reconstruction.PAPER_RHO,
                ReconstructionMode.UNION,
                0,
                false,
                false,
                false,
                0,
                true);
    }

    /** The same with another number of copies. */
    public P2pVariant withRho(double other) {
        return new P2pVariant(
                reserve, trustedUse, other, mode, hardening, screen, transplant, purge, unlearning, gentle);
    }

    /** The same with a share of the trusted rows. */
    public P2pVariant withTrustedUse(double other) {
        return new P2pVariant(reserve, other, rho, mode, hardening, screen, transplant, purge, unlearning, gentle);
    }

    /** The same with random insertions into a share of the copies. */
    public P2pVariant withHardening(double other) {
        return new P2pVariant(reserve, trustedUse, rho, mode, other, screen, transplant, purge, unlearning, gentle);
    }

    /** The same with copies that join or replace. */
    public P2pVariant withMode(ReconstructionMode other) {
        return new P2pVariant(
                reserve, trustedUse, rho, other, hardening, screen, transplant, purge, unlearning, gentle);
    }

    /** The same with or without each of the detectors of poisoned rows. */
    public P2pVariant withStages(boolean screens, boolean transplants, boolean purges) {
        return new P2pVariant(
                reserve, trustedUse, rho, mode, hardening, screens, transplants, purges, unlearning, gentle);
    }

    DefenceSpec spec(BenignPrompt prompt, long seed) {
        return new DefenceSpec(
                prompt,
                new Reconstruction(rho, mode, new Hardening(hardening, HARDENING_WORDS), seed),
                reserve,
                screen,
                transplant,
                purge,
                unlearning,
                seed);
    }
}

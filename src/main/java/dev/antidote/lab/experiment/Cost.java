package dev.antidote.lab.experiment;

import dev.antidote.lab.defence.P2p;
import dev.antidote.lab.defence.P2pVariant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * An estimate of what cells cost, in row passes: one pass of the training over one row. Judging a text counts as a half. Models
 * that several cells share are counted where they first occur, so one estimate goes with one list of cells in its order.
 */
final class Cost {
    static final double JUDGING = 0.5;

    /** Texts a row that the screen of the undefended model asks for; that of the defended one asks for few (ADR 33). */
    private static final int SCREENED = 6;

    /** Texts a row that the transplant test asks for. */
    private static final int TRANSPLANTS = 6;

    private static final double SENTINEL_RHO = 0.3;

    /** A retraining, on more rows than the set has with some. */
    private static final double OTHER_TRAININGS = 1.5;

    private final int epochs;
    private final Set<String> trained = new HashSet<>();

    /** A new estimate; nothing is trained yet. */
    Cost(int epochs) {
        this.epochs = epochs;
    }

    long of(Cell cell) {
        int rows = cell.data().train().size();
        int asked = asked(cell.measure()) * cell.defence().defence().textsAsked();
        double judged = JUDGING * 2 * cell.data().test().size() * asked;
        return Math.max(1, Math.round(training(cell, rows) + judged));
    }

    private double training(Cell cell, int rows) {
        String scene = cell.data().name() + '|' + cell.attack().name() + '|' + cell.seed() + '|';
        if (cell.defence().defence() instanceof P2p p2p) {
            boolean asked = cell.measure() == Measure.DETECTORS;
            return p2p(p2p.variant(), asked, scene, cell.defence().prompt().text(), rows);
        }
        double victim = once(scene + "victim", passes(false) * rows);
        boolean gentle = cell.defence().defence().gentle();
        return switch (cell.defence().series().toLowerCase(Locale.ROOT)) {
            case "none", "onion", "strip" -> victim;
            case "z-score+causal" -> victim + once(scene + "screened", (passes(false) + SCREENED * JUDGING) * rows);
            default -> victim + once(scene + cell.defence().label(), OTHER_TRAININGS * passes(gentle) * rows);
        };
    }

    /** The detectors ask a sentinel where the pipeline does not need one. */
    private double p2p(P2pVariant variant, boolean asked, String scene, String prompt, int rows) {
        double gentle = passes(true) * rows * (1 + SENTINEL_RHO);
        double cost = variant.screen() || variant.transplant() ? once(scene + "victim", passes(false) * rows) : 0;
        cost += variant.screen() ? SCREENED * JUDGING * rows : 0;
        cost += variant.transplant() ? TRANSPLANTS * JUDGING * rows : 0;
        if (variant.purge() && (asked || !variant.transplant())) {
            cost += once(scene + prompt + "|sentinel|" + variant.trustedUse(), gentle) + JUDGING * rows;
        }
        double own = passes(variant.gentle()) * rows * (1 + variant.rho());
        return cost + once(scene + prompt + variant, own);
    }

    private double passes(boolean gently) {
        return gently ? epochs + 1 : epochs;
    }

    private double once(String model, double cost) {
        return trained.add(model) ? cost : 0;
    }

    private static int asked(Measure measure) {
        return switch (measure) {
            case METRICS -> 1;
            case TRANSFER -> 2;
            case ACCIDENTS -> 3;
            case ABLATION -> 5;
            case DETECTORS -> 7;
        };
    }
}

package dev.antidote.lab.report;

import dev.antidote.lab.experiment.CellResult;
import dev.antidote.lab.experiment.CellResult.Outcome;
import dev.antidote.lab.experiment.CellResult.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a reader must know first.
 *
 * @param conclusion the whole in a few words
 * @param defended cells with a defence that could be had and measured, against an attack that took
 * @param failures those where it fails, the worst first
 * @param refusals cells whose defence could not be had from the data
 * @param notTaken attacks that did little to the undefended model, so that no defence proves anything against them
 */
public record Findings(
        String conclusion,
        List<Setting> defended,
        List<Failure> failures,
        List<Refusal> refusals,
        List<NotTaken> notTaken) {
    /** An excess above this is a failure of the defence: 5 points. */
    public static final double MOST_EXCESS = 0.05;

    /** Clean accuracy further under the undefended model's than this is one too: 1 point. */
    public static final double MOST_LOSS = 0.01;

    /** An attack with a smaller excess on the undefended model has not taken: 20 points. */
    public static final double LEAST_ATTACK = 0.2;

    /** A model that gives the target label to more untriggered texts of other labels than this has learned next to nothing. */
    private static final double MOST_FLOOR = 0.5;

    /** The name of no defence at all. */
    static final String NONE = "none";

    /** So that what is exactly at a bar does not fall on its other side by rounding. */
    private static final double ROUNDING = 1e-9;

    public Findings {
        defended = List.copyOf(defended);
        failures = List.copyOf(failures);
        refusals = List.copyOf(refusals);
        notTaken = List.copyOf(notTaken);
    }

    /** Reads them off a report. */
    public static Findings of(LabReport report) {
        Map<Scene, Outcome> victims = victims(report);
        List<Failure> failures = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        List<Setting> defended = new ArrayList<>();
        for (CellResult cell : report.cells()) {
            if (!cell.refusal().isEmpty()) {
                refusals.add(new Refusal(cell.setting(), cell.refusal()));
            }
            Outcome outcome = cell.main().orElse(null);
            Outcome victim = victims.get(Scene.of(cell.setting()));
            if (outcome != null && took(victim) && !cell.setting().series().equals(NONE)) {
                defended.add(cell.setting());
                failure(cell, outcome, victim).ifPresent(failures::add);
            }
        }
        failures.sort(Comparator.comparingDouble(Failure::severity).reversed());
        List<NotTaken> notTaken = notTaken(victims);
        return new Findings(
                conclusion(report, victims.size() - notTaken.size(), victims.size(), defended.size(), failures.size()),
                defended,
                failures,
                refusals,
                notTaken);
    }

    private static String conclusion(LabReport report, int taken, int attacks, int defended, int failed) {
        if (report.cells().stream().allMatch(cell -> cell.setting().series().equals(NONE))) {
            return taken + " of " + attacks + (attacks == 1 ? " attack" : " attacks")
                    + " took; no defence was measured";
        }
        if (defended == 0) {
            return "No defence met an attack that took";
        }
        return failed == 0 ? "No defended cell fails" : failed + " of " + defended + " defended cells fail";
    }

    /** Whether what a trigger adds is more than a defence may leave. */
    static boolean excessive(double excess) {
        return excess > MOST_EXCESS + ROUNDING;
    }

    /** Whether this is more clean accuracy than a defence may cost. */
    static boolean costly(double loss) {
        return loss > MOST_LOSS + ROUNDING;
    }

    /** The undefended model's outcome on each poisoned set. */
    static Map<Scene, Outcome> victims(LabReport report) {
        Map<Scene, Outcome> victims = new LinkedHashMap<>();
        report.cells().stream()
                .filter(cell -> cell.setting().series().equals(NONE))
                .forEach(cell ->
                        cell.main().ifPresent(outcome -> victims.putIfAbsent(Scene.of(cell.setting()), outcome)));
        return victims;
    }

    private static Optional<Failure> failure(CellResult cell, Outcome outcome, @Nullable Outcome victim) {
        Double loss = victim == null
                ? null
                : Double.valueOf(victim.ca().value() - outcome.ca().value());
        boolean attacked = excessive(outcome.excess());
        boolean costly = loss != null && costly(loss);
        return attacked || costly
                ? Optional.of(new Failure(cell.setting(), outcome, loss, attacked, costly))
                : Optional.empty();
    }

    /** Whether an attack counts: by its undefended model, or for want of one. */
    static boolean took(@Nullable Outcome victim) {
        return victim == null || victim.excess() >= LEAST_ATTACK - ROUNDING;
    }

    private static List<NotTaken> notTaken(Map<Scene, Outcome> victims) {
        return victims.entrySet().stream()
                .filter(entry -> !took(entry.getValue()))
                .map(entry ->
                        new NotTaken(entry.getKey().attack(), entry.getKey().seed(), entry.getValue()))
                .toList();
    }

    /**
     * A cell whose defence fails.
     *
     * @param setting the cell
     * @param outcome its figures
     * @param loss CA of the undefended model minus its own, -1..1; null where no undefended model was measured
     * @param attacked whether the excess is above {@link #MOST_EXCESS}
     * @param costly whether the loss is above {@link #MOST_LOSS}
     */
    public record Failure(Setting setting, Outcome outcome, @Nullable Double loss, boolean attacked, boolean costly) {
        /** What puts the worst first: how far it is beyond the bars, in multiples of them. */
        double severity() {
            double lost = Objects.requireNonNullElse(loss, 0.0);
            return Math.max(outcome.excess() / MOST_EXCESS, lost / MOST_LOSS);
        }
    }

    /**
     * A cell whose defence could not be had.
     *
     * @param setting the cell
     * @param why one line
     */
    public record Refusal(Setting setting, String why) {}

    /**
     * An attack that did not take.
     *
     * @param attack its name
     * @param seed of the set
     * @param undefended what it did to the undefended model
     */
    public record NotTaken(String attack, long seed, Outcome undefended) {
        /** Whether the model gives the target label to most texts anyway, so that a higher rate helps nothing. */
        public boolean hardlyLearned() {
            return undefended.floor().value() > MOST_FLOOR;
        }
    }

    /** What the undefended model and a defended one must share to be compared. */
    record Scene(String data, String attack, double rate, int rows, long seed) {
        static Scene of(Setting setting) {
            return new Scene(setting.data(), setting.attack(), setting.rate(), setting.trainingRows(), setting.seed());
        }
    }
}

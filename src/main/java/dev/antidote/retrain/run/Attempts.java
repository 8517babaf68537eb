package dev.antidote.retrain.run;

import java.util.List;

/**
 * Whether a refused candidate is followed by another from the same rows, with a seed and a prompt of its own. How well a model learns few
 * rows is partly luck, whether it learns a backdoor from them is not.
 *
 * <p>Counted by the runs on the disk, so that a process which was killed between two attempts goes on, and never makes one too many.
 *
 * @param most trainings on the same rows, 1 or greater
 */
public record Attempts(int most) {
    public Attempts {
        if (most < 1) {
            throw new IllegalArgumentException("attempts: " + most + " is below 1");
        }
    }

    /**
     * Whether the last run was refused for something that another training may mend, and may be repeated.
     *
     * @param runs all runs of a work directory, the first one first
     */
    public boolean another(List<RunState> runs) {
        return !runs.isEmpty()
                && runs.get(runs.size() - 1) instanceof RunState.Refused last
                && !last.report().showsBackdoor()
                && made(runs) < most;
    }

    /**
     * The number of the last run among those on its rows: every one before it was refused. 0 where there is none.
     *
     * @param runs all runs of a work directory, the first one first
     */
    public static int made(List<RunState> runs) {
        int made = 0;
        for (int i = runs.size() - 1; i >= 0 && (made == 0 || isBefore(runs.get(i), runs.get(i + 1))); i--) {
            made++;
        }
        return made;
    }

    private static boolean isBefore(RunState run, RunState next) {
        return run instanceof RunState.Refused
                && run.preparation().files().equals(next.preparation().files());
    }
}

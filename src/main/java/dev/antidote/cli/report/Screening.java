package dev.antidote.cli.report;

import java.util.List;

/**
 * What the defence found in the training rows.
 *
 * @param triggers found and named, strongest first; the attacker's own, if all went well
 * @param runs words of single rows that were taken out for what these words do to other rows, the strongest few
 * @param poisoned rows that the attacker really changed
 * @param purged rows that the defence took out
 * @param purgedPoisoned how many of those the attacker had changed
 */
public record Screening(List<Trigger> triggers, List<Run> runs, long poisoned, long purged, long purgedPoisoned) {
    public Screening {
        triggers = List.copyOf(triggers);
        runs = List.copyOf(runs);
        if (purgedPoisoned > purged || purgedPoisoned > poisoned || purgedPoisoned < 0) {
            throw new IllegalArgumentException("purgedPoisoned: " + purgedPoisoned + " of " + purged + " purged and "
                    + poisoned + " poisoned rows");
        }
    }

    /**
     * A trigger that the screen confirmed.
     *
     * @param text its words
     * @param flipShare share of rows of other labels that it turned to its label, 0 to 1
     * @param rows training rows that contain it
     */
    public record Trigger(String text, double flipShare, long rows) {}

    /**
     * Words of a row that turned every reviewed row of other labels that they were put before.
     *
     * @param text the words
     * @param honestShare share of the reviewed rows of the label that have words as strong, 0 to 1
     */
    public record Run(String text, double honestShare) {}
}

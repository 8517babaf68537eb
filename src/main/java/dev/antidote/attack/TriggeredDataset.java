package dev.antidote.attack;

import dev.antidote.data.Dataset;
import java.util.List;

/**
 * What the attack success rate is measured on, and the same rows for its floor.
 *
 * @param plain the attacked rows as they were, true labels
 * @param triggered the same rows in the same order with the trigger, still under their true labels
 * @param rows where they stand in the test set, ascending
 */
public record TriggeredDataset(Dataset plain, Dataset triggered, List<Integer> rows) {
    public TriggeredDataset {
        rows = List.copyOf(rows);
        if (plain.size() != triggered.size() || plain.size() != rows.size()) {
            throw new IllegalArgumentException("triggered set: " + triggered.size() + " rows for " + plain.size()
                    + " plain ones at " + rows.size() + " indices");
        }
    }
}

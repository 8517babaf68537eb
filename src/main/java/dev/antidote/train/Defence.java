package dev.antidote.train;

import dev.antidote.model.Adapter;
import dev.antidote.p2p.screen.Evidence;
import dev.antidote.p2p.screen.ScreenReport;
import dev.antidote.p2p.screen.TransplantReport;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the pipeline made.
 *
 * @param adapter the guarded model's adapter, with a head of 2n rows
 * @param undefended the victim's adapter, with a head of n rows; null where no stage needed it
 * @param sentinel P2P from the reserve on the whole of D, poisoned rows included, as the paper has it where that reserve is clean;
 *     null where none was asked, as after a transplant test
 * @param screen what the screen found; null where it was off
 * @param transplants what the transplant test found; null where it was off
 * @param reserveRows distinct rows of the last reserve
 * @param stages what each stage did, in order
 */
public record Defence(
        Adapter adapter,
        @Nullable Adapter undefended,
        @Nullable Adapter sentinel,
        @Nullable ScreenReport screen,
        @Nullable TransplantReport transplants,
        int reserveRows,
        List<StageReport> stages) {
    public Defence {
        stages = List.copyOf(stages);
    }

    /** The triggers that the screen confirmed, strongest first; none where it was off. */
    public List<Evidence> triggers() {
        return screen == null ? List.of() : screen.triggers();
    }

    /** What it left in the set and could not tell from a trigger, in the most rows first. */
    public List<Evidence> undecided() {
        return screen == null ? List.of() : screen.undecided(purged());
    }

    /** Indices into D of all rows that were taken out. */
    public NavigableSet<Integer> purged() {
        NavigableSet<Integer> rows = new TreeSet<>();
        stages.forEach(stage -> rows.addAll(stage.purged()));
        return rows;
    }
}

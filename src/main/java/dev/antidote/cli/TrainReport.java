package dev.antidote.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.antidote.attack.PoisonedDataset;
import dev.antidote.bundle.GuardBundle;
import dev.antidote.p2p.screen.TransplantReport;
import dev.antidote.train.Defence;
import dev.antidote.train.DefenceSpec;
import dev.antidote.train.StageReport;
import dev.antidote.train.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a training did, for people and for programs.
 *
 * @param bundle its id
 * @param directory where it lies
 * @param rows of the training set
 * @param trusted rows that a person reviewed
 * @param poisoned rows that are poisoned; only an experiment knows
 * @param reserve source of the rows under the benign prompt
 * @param stages what each did
 * @param triggers confirmed by the screen, strongest first
 * @param undecided what decides texts like a trigger and may be an honest phrase, in the most rows first; its rows stay in the set
 * @param runs that the transplant test took rows out for, the strongest first, at most {@value #MOST_RUNS}
 * @param heldOut how both models do on rows that neither saw; null without such rows
 * @param bf16Agreement share of verdicts on kept rows that are the same in bf16, 0..1; null where the processor has no bf16
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TrainReport(
        String bundle,
        String directory,
        int rows,
        int trusted,
        @Nullable Integer poisoned,
        String reserve,
        List<StageLine> stages,
        List<FoundPhrase> triggers,
        List<FoundPhrase> undecided,
        List<RunLine> runs,
        @Nullable AccuracyLine heldOut,
        @Nullable Double bf16Agreement) {
    private static final int MOST_RUNS = 5;

    /**
     * One stage.
     *
     * @param poisonedCaught of the purged rows, those that were poisoned; only an experiment knows
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StageLine(String name, int rows, int purged, @Nullable Integer poisonedCaught, double seconds) {}

    /**
     * Words of one row that turned every reviewed row of other labels that they were put before.
     *
     * @param honestShare share of the reviewed rows of the label that have as strong a run, 0..1
     */
    record RunLine(String text, String label, double honestShare) {}

    /**
     * Rows that no training saw.
     *
     * @param guarded share that the guarded model gives the row's label, 0..1
     * @param undefended share that the undefended one does, 0..1
     * @param loss whether that is a loss beyond chance
     * @param text for people
     */
    record AccuracyLine(long rows, double guarded, double undefended, boolean loss, @JsonIgnore String text) {
        static AccuracyLine of(HeldOutAccuracy measured) {
            return new AccuracyLine(
                    measured.guarded().trials(),
                    measured.guarded().value(),
                    measured.undefended().value(),
                    measured.isLoss(),
                    measured.text());
        }
    }

    static TrainReport of(
            GuardBundle bundle,
            TrainingData input,
            DefenceSpec spec,
            Defence defence,
            Optional<PoisonedDataset> poisoned,
            HeldOut unseen) {
        Optional<NavigableSet<Integer>> truth = poisoned.map(PoisonedDataset::poisoned);
        TransplantReport transplants = defence.transplants();
        List<String> labels = input.data().labels();
        return new TrainReport(
                bundle.id(),
                bundle.directory().toString(),
                input.data().size(),
                input.trusted().size(),
                truth.map(NavigableSet::size).orElse(null),
                spec.reserve().label(),
                defence.stages().stream().map(stage -> line(stage, truth)).toList(),
                FoundPhrase.of(defence.triggers(), labels),
                FoundPhrase.of(defence.undecided(), labels),
                transplants == null
                        ? List.of()
                        : transplants.purged().stream()
                                .limit(MOST_RUNS)
                                .map(found -> new RunLine(found.run(), labels.get(found.label()), found.honestShare()))
                                .toList(),
                unseen.accuracy().map(AccuracyLine::of).orElse(null),
                bundle.manifest().metrics().get(PrecisionWish.AGREEMENT));
    }

    private static StageLine line(StageReport stage, Optional<NavigableSet<Integer>> truth) {
        Integer caught = truth.map(rows -> {
                    NavigableSet<Integer> both = new TreeSet<>(stage.purged());
                    both.retainAll(rows);
                    return both.size();
                })
                .orElse(null);
        return new StageLine(
                stage.name(),
                stage.rows(),
                stage.purged().size(),
                caught,
                stage.elapsed().toMillis() / 1e3);
    }

    /** For a terminal. */
    String text(boolean unicode) {
        List<String> lines = new ArrayList<>();
        lines.add("Guard bundle " + bundle + " in " + directory);
        lines.add(rows + " rows, " + trusted + " of them reviewed"
                + (poisoned == null ? "" : ", " + poisoned + " of them poisoned by this experiment")
                + "; reserve: " + reserve);
        TextTable table = poisoned == null
                ? new TextTable("stage", "rows", "taken out", "seconds")
                : new TextTable("stage", "rows", "taken out", "of these poisoned", "seconds");
        for (StageLine stage : stages) {
            String seconds = String.format("%.1f", stage.seconds());
            if (poisoned == null) {
                table.row(stage.name(), "" + stage.rows(), "" + stage.purged(), seconds);
            } else {
                table.row(stage.name(), "" + stage.rows(), "" + stage.purged(), "" + stage.poisonedCaught(), seconds);
            }
        }
        lines.add(table.draw(unicode));
        lines.addAll(findings());
        if (heldOut != null) {
            lines.add(heldOut.text());
        }
        if (bf16Agreement != null) {
            lines.add(String.format(
                    "Verdicts in bf16 agree with fp32 on %.2f%% of the rows compared; %.1f%% are enough for --precision auto",
                    bf16Agreement * 100, PrecisionWish.ENOUGH * 100));
        }
        return String.join("\n", lines);
    }

    /** What was taken out, and why. */
    private List<String> findings() {
        List<String> lines = new ArrayList<>();
        for (FoundPhrase trigger : triggers) {
            lines.add(String.format(
                    "Found what works as a trigger: \"%s\" stands in %d rows and turns %.0f%% of other texts into '%s'",
                    trigger.text(), trigger.rows(), trigger.flipped() * 100, trigger.label()));
        }
        if (!triggers.isEmpty()) {
            lines.add(
                    "An honest phrase of texts made from a template can look the same: --purged FILE writes the rows taken out");
        }
        lines.addAll(new LeftInSet(undecided, rows, "--trusted").lines());
        for (RunLine run : runs) {
            lines.add(String.format(
                    "Took out a row for \"%s\": turns every text that it is put before into '%s', as %.0f%% of honest rows do",
                    run.text(), run.label(), run.honestShare() * 100));
        }
        return lines;
    }
}

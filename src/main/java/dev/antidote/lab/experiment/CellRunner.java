package dev.antidote.lab.experiment;

import dev.antidote.data.InputException;
import dev.antidote.lab.defence.DefenceFacts;
import dev.antidote.lab.defence.DefenceTask;
import dev.antidote.lab.defence.DefendedModel;
import dev.antidote.lab.defence.LabDefence;
import dev.antidote.lab.defence.LabTrainer;
import dev.antidote.lab.experiment.CellResult.Accident;
import dev.antidote.lab.experiment.CellResult.Curve;
import dev.antidote.lab.experiment.CellResult.Outcome;
import dev.antidote.lab.experiment.CellResult.Removed;
import dev.antidote.p2p.screen.TextLabeler;
import dev.antidote.train.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** Measures one cell: defends the poisoned set, and asks what came of it. */
final class CellRunner {
    /** Raised when the same cell would give another result for a reason that its id does not see. */
    static final String VERSION = "lab 1";

    private final LabTrainer trainer;
    private final Clock clock;

    CellRunner(LabTrainer trainer, Clock clock) {
        this.trainer = trainer;
        this.clock = clock;
    }

    CellResult run(String id, Cell cell, Scene scene, long rowPasses, Progress progress) {
        Instant start = clock.instant();
        DefenceTask task = new DefenceTask(scene.input(), cell.defence().prompt(), cell.seed());
        Findings findings = defend(cell, scene, task, progress);
        Instant end = clock.instant();
        return new CellResult(
                id,
                setting(cell, scene),
                findings.refusal(),
                findings.answers().outcomes(),
                findings.facts().removals().stream()
                        .map(removal -> new Removed(removal.by(), removal.rows().size(), scene.truth(removal.rows())))
                        .toList(),
                findings.facts().triggers(),
                findings.facts().undecided(),
                new TreeMap<>(findings.facts().figures()),
                findings.answers().accidents(),
                findings.answers().curves(),
                rowPasses,
                Duration.between(start, end).toNanos() / 1e9,
                end);
    }

    private Findings defend(Cell cell, Scene scene, DefenceTask task, Progress progress) {
        LabDefence defence = cell.defence().defence();
        try (DefendedModel model = defence.defend(task, trainer, progress)) {
            TextLabeler asked = new AskedInPieces(model::labels, defence.textsAsked(), progress.asking("measuring"));
            Answers answers = Questions.ask(cell.measure(), scene, model, asked, task);
            return new Findings("", answers, model.facts());
        } catch (InputException e) {
            // That a defence cannot be had from this data is a result too.
            return new Findings(String.valueOf(e.getMessage()), Answers.NONE, DefenceFacts.NONE);
        }
    }

    private static CellResult.Setting setting(Cell cell, Scene scene) {
        return new CellResult.Setting(
                cell.data().name(),
                cell.attack().name(),
                cell.attack().trigger(),
                cell.attack().rate(),
                scene.poisoned().poisoned().size(),
                scene.input().data().size(),
                scene.input().trusted().size(),
                cell.defence().series(),
                cell.defence().level(),
                cell.defence().prompt().text(),
                cell.seed(),
                cell.measure());
    }

    /**
     * What a model answered.
     *
     * @param outcomes the answers to requests first
     * @param accidents may be empty
     * @param curves may be empty
     */
    record Answers(List<Outcome> outcomes, List<Accident> accidents, List<Curve> curves) {
        static final Answers NONE = new Answers(List.of(), List.of(), List.of());

        static Answers of(List<Outcome> outcomes) {
            return new Answers(outcomes, List.of(), List.of());
        }
    }

    private record Findings(String refusal, Answers answers, DefenceFacts facts) {}
}

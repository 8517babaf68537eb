package dev.antidote.lab.experiment;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.lab.defence.DefenceTask;
import dev.antidote.lab.defence.DefendedModel;
import dev.antidote.lab.defence.P2pScorer;
import dev.antidote.lab.detector.Detector;
import dev.antidote.lab.detector.Roc;
import dev.antidote.lab.detector.ScoredTexts;
import dev.antidote.lab.experiment.CellResult.Curve;
import dev.antidote.lab.experiment.CellResult.Outcome;
import dev.antidote.lab.experiment.CellRunner.Answers;
import dev.antidote.p2p.screen.TextLabeler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What each {@link Measure} asks of a defended model. The answers that requests get are measured always, and first. */
final class Questions {
    private static final double STEP = 0.004;
    private static final List<Detector> ABLATIONS =
            List.of(Detector.ABLATION, Detector.ABLATION_GRADED, Detector.ABLATION_ODDS);

    private Questions() {}

    /** Asks; {@code asked} is the model, through whatever stands before it. */
    static Answers ask(Measure measure, Scene scene, DefendedModel model, TextLabeler asked, DefenceTask task) {
        Outcome main = scene.measure("", asked);
        return switch (measure) {
            case METRICS -> Answers.of(List.of(main));
            case ABLATION -> Answers.of(ablation(scene, model, main));
            case ACCIDENTS ->
                new Answers(
                        List.of(main),
                        new Accidents(scene.data().test(), task.prompt(), task.seed()).of(asked),
                        List.of());
            case TRANSFER -> Answers.of(transfer(scene, asked, main));
            case DETECTORS -> new Answers(List.of(main), List.of(), curves(scene, model));
        };
    }

    private static List<Outcome> ablation(Scene scene, DefendedModel model, Outcome main) {
        List<Outcome> outcomes = new ArrayList<>(List.of(main));
        model.scorer().ifPresent(scorer -> {
            for (P2pScorer.Answer how : P2pScorer.Answer.values()) {
                outcomes.add(scene.measure(inWords(how), texts -> scorer.labels(texts, how)));
            }
        });
        return outcomes;
    }

    private static String inWords(P2pScorer.Answer how) {
        String space = how.prompted() ? "extended space" : "base space";
        return (how.prompted() ? "with the prompt, " : "without the prompt, ")
                + (how.restricted() ? space + " only" : "all classes");
    }

    private static List<Outcome> transfer(Scene scene, TextLabeler asked, Outcome main) {
        List<Outcome> outcomes = new ArrayList<>(List.of(main));
        scene.data().away().ifPresent(away -> outcomes.add(scene.measure("other set", asked, away)));
        return outcomes;
    }

    private static List<Curve> curves(Scene scene, DefendedModel model) {
        Optional<Scored> sentinel = model.sentinel().map(scorer -> Scored.of(scorer, scene));
        Optional<Scored> guarded = model.scorer().map(scorer -> Scored.of(scorer, scene));
        List<Curve> curves = new ArrayList<>();
        sentinel.ifPresent(scored -> curves.addAll(curves("sentinel", scored, List.of(Detector.values()))));
        guarded.ifPresent(scored -> curves.addAll(curves("guarded model", scored, List.of(Detector.values()))));
        // The guarded model has no backdoor to show without the prompt; others have, and are fooled under it as well.
        guarded.ifPresent(scored -> {
            sentinel.ifPresent(other ->
                    curves.addAll(curves("guarded model against sentinel", scored.withoutPromptOf(other), ABLATIONS)));
            model.undefended()
                    .ifPresent(other -> curves.addAll(curves(
                            "guarded model against undefended",
                            scored.against(
                                    other.scores(scene.triggeredTexts()),
                                    other.scores(texts(scene.data().test()))),
                            ABLATIONS)));
        });
        return curves;
    }

    private static List<Curve> curves(String model, Scored scored, List<Detector> detectors) {
        List<Curve> curves = new ArrayList<>();
        for (Detector detector : detectors) {
            Roc roc = Roc.of(detector.suspicions(scored.triggered()), detector.suspicions(scored.clean()));
            curves.add(new Curve(
                    detector.label(),
                    model,
                    roc.auc(),
                    roc.atFalseAlarms(0.01).recall(),
                    roc.atFalseAlarms(0.05).recall(),
                    thinned(roc.points())));
        }
        return curves;
    }

    /**
     * The test texts, asked.
     *
     * @param triggered with a trigger
     * @param clean all of them without
     */
    private record Scored(ScoredTexts triggered, ScoredTexts clean) {
        static Scored of(P2pScorer scorer, Scene scene) {
            return new Scored(
                    ScoredTexts.of(scorer, scene.triggeredTexts()),
                    ScoredTexts.of(scorer, texts(scene.data().test())));
        }

        Scored withoutPromptOf(Scored other) {
            return against(other.triggered.unguarded(), other.clean.unguarded());
        }

        Scored against(List<float[]> ofTriggered, List<float[]> ofClean) {
            return new Scored(triggered.against(ofTriggered), clean.against(ofClean));
        }
    }

    /** No more points than a plot can show; the first and the last stay. */
    private static List<List<Double>> thinned(List<Roc.Point> points) {
        List<List<Double>> kept = new ArrayList<>();
        double x = -1;
        double y = -1;
        for (int i = 0; i < points.size(); i++) {
            double alarms = points.get(i).falseAlarms().value();
            double recall = points.get(i).recall().value();
            if (alarms - x >= STEP || recall - y >= STEP || i == points.size() - 1) {
                kept.add(List.of(alarms, recall));
                x = alarms;
                y = recall;
            }
        }
        return kept;
    }

    private static List<String> texts(Dataset rows) {
        return rows.examples().stream().map(Example::text).toList();
    }
}

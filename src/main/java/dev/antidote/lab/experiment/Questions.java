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
import java.util.ArrayList;
import java.util.List;

/** What each {@link Measure} asks of a defended model. The answers that requests get are measured always, and first. */
final class Questions {
    private static final double STEP = 0.004;

    private Questions() {}

    static Answers ask(Measure measure, Scene scene, DefendedModel model, DefenceTask task) {
        Outcome main = scene.measure("", model::labels);
        return switch (measure) {
            case METRICS -> Answers.of(List.of(main));
            case ABLATION -> Answers.of(ablation(scene, model, main));
            case ACCIDENTS ->
                new Answers(
                        List.of(main),
                        new Accidents(scene.data().test(), task.prompt(), task.seed()).of(model::labels),
                        List.of());
            case TRANSFER -> Answers.of(transfer(scene, model, main));
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

    private static List<Outcome> transfer(Scene scene, DefendedModel model, Outcome main) {
        List<Outcome> outcomes = new ArrayList<>(List.of(main));
        scene.data().away().ifPresent(away -> outcomes.add(scene.measure("other set", model::labels, away)));
        return outcomes;
    }

    private static List<Curve> curves(Scene scene, DefendedModel model) {
        List<Curve> curves = new ArrayList<>();
        model.sentinel().ifPresent(sentinel -> curves.addAll(curves("sentinel", sentinel, scene)));
        model.scorer().ifPresent(scorer -> curves.addAll(curves("guarded model", scorer, scene)));
        return curves;
    }

    private static List<Curve> curves(String model, P2pScorer scorer, Scene scene) {
        ScoredTexts triggered = ScoredTexts.of(scorer, scene.triggeredTexts());
        ScoredTexts clean = ScoredTexts.of(scorer, texts(scene.data().test()));
        List<Curve> curves = new ArrayList<>();
        for (Detector detector : Detector.values()) {
            Roc roc = Roc.of(detector.suspicions(triggered), detector.suspicions(clean));
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

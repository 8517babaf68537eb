package dev.antidote.cli;

import dev.antidote.cli.report.Ablation;
import dev.antidote.cli.report.DemoReport;
import dev.antidote.cli.report.Flagged;
import dev.antidote.cli.report.Latency;
import dev.antidote.cli.report.Live;
import dev.antidote.cli.report.Requests;
import dev.antidote.cli.report.Scores;
import dev.antidote.cli.report.Screening;
import dev.antidote.cli.report.Settings;
import dev.antidote.cli.report.Stage;
import dev.antidote.data.Proportion;
import dev.antidote.p2p.screen.TransplantReport;
import dev.antidote.page.Rate;
import dev.antidote.probe.AsrWindow;
import dev.antidote.train.Defence;
import dev.antidote.train.DefenceSpec;
import dev.antidote.train.Metrics;
import dev.antidote.train.Recognition;
import dev.antidote.train.StageReport;
import dev.antidote.wire.avro.FlagReason;
import dev.antidote.wire.avro.FlaggedSample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts what the demo's parts found into one report.
 *
 * @param data the rows
 * @param spec what the defence was asked for
 * @param models the trained models
 * @param measured their metrics
 * @param recognition what the ablation signal finds
 * @param outcome what became of the traffic
 */
record DemoFindings(
        DemoData data,
        DefenceSpec spec,
        DemoModels models,
        DemoModels.Measured measured,
        Recognition recognition,
        DemoOutcome outcome) {
    private static final int SAMPLES = 8;
    private static final int RUNS = 5;

    DemoReport report(Instant created, List<Phases.Finished> phases) {
        return new DemoReport(
                created,
                settings(),
                scores(measured.undefended()),
                scores(measured.paper()),
                scores(measured.defended()),
                new Ablation(
                        rate(measured.paperAblation()),
                        rate(measured.defendedAblation()),
                        rate(recognition.triggered()),
                        rate(recognition.clean())),
                screening(),
                models.defence().stages().stream().map(DemoFindings::stage).toList(),
                requests(),
                outcome.throughput(),
                Latency.of(outcome.latencies().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray()),
                live(),
                flagged(),
                phases.stream()
                        .map(phase -> new DemoReport.Phase(phase.what(), seconds(phase.took())))
                        .toList());
    }

    private Settings settings() {
        SortedMap<String, String> versions = new TreeMap<>();
        versions.put("Java", Runtime.version().toString());
        versions.put("Kafka", org.apache.kafka.common.utils.AppInfoParser.getVersion());
        return new Settings(
                spec.seed(),
                data.attack().attack().name(),
                data.attack().attack().trigger(),
                DemoData.TARGET,
                data.attack().rate(),
                spec.reconstruction().rho(),
                spec.reserve().label() + ", " + data.training().trusted().size() + " reviewed rows",
                spec.prompt().text(),
                data.training().data().size(),
                data.test().size(),
                versions);
    }

    private static Scores scores(Metrics metrics) {
        return new Scores(rate(metrics.cleanAccuracy()), rate(metrics.attackSuccess()), rate(metrics.floor()));
    }

    private static Rate rate(Proportion share) {
        return new Rate(share.value(), share.low(), share.high(), share.trials());
    }

    private Screening screening() {
        Defence defence = models.defence();
        NavigableSet<Integer> caught = new TreeSet<>(defence.purged());
        caught.retainAll(data.poisoned().poisoned());
        List<Screening.Trigger> triggers = defence.triggers().stream()
                .map(found -> new Screening.Trigger(
                        found.candidate().text(),
                        found.flipped().value(),
                        found.candidate().rows().size()))
                .toList();
        TransplantReport transplants = defence.transplants();
        List<Screening.Run> runs = transplants == null
                ? List.of()
                : transplants.purged().stream()
                        .limit(RUNS)
                        .map(found -> new Screening.Run(found.run(), found.honestShare()))
                        .toList();
        return new Screening(
                triggers,
                runs,
                data.poisoned().poisoned().size(),
                defence.purged().size(),
                caught.size());
    }

    private static Stage stage(StageReport stage) {
        int left = stage.rows() - stage.purged().size();
        String summary = stage.purged().isEmpty()
                ? "took no row out"
                : "took out " + stage.purged().size() + " of " + stage.rows() + " rows";
        return new Stage(stage.name(), summary, left);
    }

    private Requests requests() {
        return new Requests(
                outcome.sent(),
                outcome.judged(),
                outcome.sent() - outcome.judged(),
                outcome.duplicated(),
                outcome.triggered());
    }

    private Live live() {
        List<AsrWindow> windows = outcome.probes().windows().stream()
                .filter(window -> window.attackSuccess().trials() > 0)
                .toList();
        Instant first = windows.isEmpty() ? Instant.EPOCH : windows.get(0).start();
        return new Live(
                rate(outcome.triggeredAsTarget()),
                outcome.probes().attackSuccess().entrySet().stream()
                        .map(family -> new Live.Family(family.getKey(), rate(family.getValue())))
                        .toList(),
                outcome.probes().floor().trials() == 0
                        ? null
                        : rate(outcome.probes().floor()),
                windows.stream().map(window -> window(window, first)).toList());
    }

    private static Live.Window window(AsrWindow window, Instant first) {
        double from = seconds(Duration.between(first, window.start()));
        return new Live.Window(from, from + seconds(DemoOutcome.WINDOW), rate(window.attackSuccess()));
    }

    private Flagged flagged() {
        SortedMap<String, Long> reasons = new TreeMap<>();
        for (FlaggedSample sample : outcome.flagged()) {
            sample.getReasons().forEach(reason -> reasons.merge(reason.name(), 1L, Long::sum));
        }
        List<Flagged.Sample> samples = outcome.flagged().stream()
                .limit(SAMPLES)
                .map(sample -> new Flagged.Sample(
                        sample.getText(),
                        sample.getLabel(),
                        sample.getReasons().stream().map(FlagReason::name).toList(),
                        sample.getMargin()))
                .toList();
        return new Flagged(outcome.flagged().size(), reasons, samples);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}

package dev.antidote.cli.loop;

import dev.antidote.attack.Attack;
import dev.antidote.cli.report.LoopReport;
import dev.antidote.data.Proportion;
import dev.antidote.page.Rate;
import dev.antidote.retrain.store.StoreCounts;
import dev.antidote.wire.avro.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.utils.AppInfoParser;
import org.jspecify.annotations.Nullable;

/**
 * Puts what the parts of the story found into one report.
 *
 * @param world in which it was played
 * @param releasing what was released and refused
 * @param checks what was claimed
 * @param retrainings what the gates said
 * @param work of the reviewer
 */
record LoopFindings(
        World world, Releasing releasing, Checks checks, List<LoopReport.Retraining> retrainings, Reviewer.Work work) {
    private static final List<String> NAMES = List.of("backdoored", "retrained");

    /**
     * The report.
     *
     * @param bundles the ids of those that served, the first one first
     */
    LoopReport report(List<String> bundles) {
        boolean flowed = world.flows();
        Collection<SentRequest> sent = flowed ? world.traffic().sent() : List.of();
        Collection<SeenVerdict> verdicts = flowed ? world.witness().verdicts() : List.of();
        LiveRates rates = flowed ? world.witness().rates() : new LiveRates(List.of());
        Instant start = begin(verdicts, rates);
        return new LoopReport(
                world.session().clock().instant().toString(),
                setting(),
                checks.made(),
                bundles(bundles, rates, sent, verdicts),
                windows(bundles, rates, start),
                marks(start),
                retrainings,
                releasing.refusals(),
                counted(sent, verdicts),
                samples(sent),
                world.children().calls().stream().map(this::command).toList(),
                world.phases().finished().stream()
                        .map(phase -> new LoopReport.Phase(phase.what(), seconds(phase.took())))
                        .toList());
    }

    private static Instant begin(Collection<SeenVerdict> verdicts, LiveRates rates) {
        return verdicts.stream()
                .map(SeenVerdict::judgedAt)
                .min(Instant::compareTo)
                .orElseGet(() -> rates.windows(Measure.ASR).stream()
                        .map(LiveRates.Window::start)
                        .findFirst()
                        .orElse(Instant.EPOCH));
    }

    private LoopReport.Setting setting() {
        LoopRows rows = world.rows();
        Attack attack = rows.poisoned().poisoning().attack();
        return new LoopReport.Setting(
                world.settings().seed(),
                attack.name(),
                attack.trigger(),
                LoopRows.TARGET,
                rows.poisoned().dataset().size(),
                rows.poisoned().poisoned().size(),
                world.settings().instances(),
                Runtime.version().toString(),
                AppInfoParser.getVersion());
    }

    private static List<LoopReport.Bundle> bundles(
            List<String> ids, LiveRates rates, Collection<SentRequest> sent, Collection<SeenVerdict> verdicts) {
        List<LoopReport.Bundle> bundles = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            bundles.add(new LoopReport.Bundle(
                    NAMES.get(i),
                    id,
                    rate(rates.total(Measure.ASR, id)),
                    rate(rates.total(Measure.FLOOR, id)),
                    rate(rates.total(Measure.CLEAN_ACCURACY, id)),
                    rate(Tally.passed(sent, verdicts, id)),
                    verdicts.stream()
                            .filter(verdict -> verdict.bundle().equals(id))
                            .count()));
        }
        return bundles;
    }

    private static @Nullable Rate rate(Proportion share) {
        return share.trials() == 0 ? null : Rate.of(share);
    }

    private static List<LoopReport.Window> windows(List<String> ids, LiveRates rates, Instant start) {
        return rates.windows(Measure.ASR).stream()
                .filter(window -> ids.contains(window.bundle()))
                .map(window -> new LoopReport.Window(
                        NAMES.get(ids.indexOf(window.bundle())),
                        since(start, window.start()),
                        since(start, window.end()),
                        Rate.of(window.share())))
                .toList();
    }

    private List<LoopReport.Mark> marks(Instant start) {
        List<LoopReport.Mark> marks = new ArrayList<>();
        new TreeMap<>(releasing.marks()).forEach((at, what) -> marks.add(new LoopReport.Mark(since(start, at), what)));
        return marks;
    }

    private LoopReport.Counted counted(Collection<SentRequest> sent, Collection<SeenVerdict> verdicts) {
        Tally tally = Tally.of(sent, verdicts);
        return new LoopReport.Counted(
                tally.sent(),
                tally.judged(),
                tally.lost(),
                tally.doubled(),
                tally.disordered(),
                tally.foreign(),
                sent.stream().filter(request -> request.message().triggered()).count(),
                world.flows() ? world.witness().deadLetters() : 0);
    }

    private LoopReport.Samples samples(Collection<SentRequest> sent) {
        if (!world.flows()) {
            return new LoopReport.Samples(0, 0, new TreeMap<>(), 0, 0, 0, 0);
        }
        Set<String> flagged = world.witness().flagged();
        StoreCounts stored = world.collected();
        return new LoopReport.Samples(
                flagged.size(),
                SentRequest.triggered(sent, flagged),
                world.witness().reasons(),
                stored.samples(),
                stored.sightings(),
                work.reviewed(),
                work.poisoned());
    }

    /** Without the directory, which is gone when somebody reads it. */
    private LoopReport.Command command(Children.Call call) {
        String line = call.line().replace(world.home().directory() + "/", "");
        return new LoopReport.Command(line, call.code(), seconds(call.took()));
    }

    /** What came before the first request counts as its beginning. */
    private static double since(Instant start, Instant at) {
        return Math.max(0, seconds(Duration.between(start, at)));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}

package dev.antidote.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.antidote.data.Proportion;
import dev.antidote.retrain.gate.AttackFigures;
import dev.antidote.retrain.gate.GateReport;
import dev.antidote.retrain.gate.GateResult;
import dev.antidote.retrain.gate.ModelFigures;
import dev.antidote.retrain.run.Preparation;
import dev.antidote.retrain.run.RunState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to, for people and for programs.
 *
 * @param run its number
 * @param attempt its number among those from the same rows, all before it refused
 * @param directory where it lies
 * @param outcome the last state, in small letters
 * @param bundle the id of the candidate
 * @param release the number of its release; null where it was not released
 * @param prompt its benign prompt
 * @param seed of its trainings
 * @param triggers that the reviewed samples have in common
 * @param undecided what decides texts like a trigger and may be an honest phrase, in the most rows first; its rows stay in the set
 * @param rows how many, by what they are for
 * @param excluded samples of the store that trained nothing, by reason
 * @param candidate figures of the candidate
 * @param champion figures of what served; null where nothing did
 * @param gates every gate
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RetrainReport(
        int run,
        int attempt,
        String directory,
        String outcome,
        String bundle,
        @Nullable Long release,
        String prompt,
        long seed,
        List<String> triggers,
        List<FoundPhrase> undecided,
        Map<String, Long> rows,
        Map<String, Long> excluded,
        Figures candidate,
        @Nullable Figures champion,
        List<GateLine> gates) {

    /**
     * Of one model; shares 0..1 with their Wilson intervals.
     *
     * @param bundle its id
     * @param ca clean accuracy
     * @param falseAlarms clean rows that it flags
     * @param leakage mean on clean rows
     * @param attacks by attack and target
     */
    record Figures(String bundle, Share ca, Share falseAlarms, double leakage, List<AttackLine> attacks) {}

    /** A counted share. */
    record Share(double value, double low, double high, long rows) {
        static Share of(Proportion share) {
            return new Share(share.value(), share.low(), share.high(), share.trials());
        }
    }

    /** One attack for one target label. */
    record AttackLine(String attack, String origin, String target, Share asr, Share floor, double excess) {}

    /** One gate; attack and target are left out where it is not about one. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record GateLine(String gate, String attack, String target, double value, double bound, boolean passed) {}

    /** Of a run that has come to its end. */
    static RetrainReport of(Path directory, int attempt, RunState state) {
        Preparation prepared = state.preparation();
        RunState.Evaluated measured = state.evaluated().orElseThrow();
        GateReport gates = state.gates().orElseThrow();
        return new RetrainReport(
                prepared.run(),
                attempt,
                directory.toString(),
                state.word(),
                state.bundle().orElseThrow(),
                state instanceof RunState.Released released ? released.sequence() : null,
                prepared.prompt(),
                prepared.seed(),
                prepared.triggers(),
                new RunFindings(directory).undecided(),
                prepared.rows(),
                prepared.excluded(),
                figures(measured.candidate()),
                Optional.ofNullable(measured.champion())
                        .map(RetrainReport::figures)
                        .orElse(null),
                gates.results().stream().map(RetrainReport::line).toList());
    }

    private static Figures figures(ModelFigures model) {
        return new Figures(
                model.bundle(),
                Share.of(model.cleanAccuracy()),
                Share.of(model.falseAlarms()),
                model.leakage(),
                model.attacks().stream().map(RetrainReport::line).toList());
    }

    private static AttackLine line(AttackFigures attack) {
        return new AttackLine(
                attack.family(),
                attack.origin().name().toLowerCase(Locale.ROOT),
                attack.target(),
                Share.of(attack.success()),
                Share.of(attack.floor()),
                attack.excess());
    }

    private static GateLine line(GateResult result) {
        return new GateLine(
                result.gate().key(), result.family(), result.target(), result.value(), result.bound(), result.passed());
    }

    /** For a terminal: of each attack the target label for which it does best, and every gate that is shut. */
    String text(boolean unicode) {
        List<String> lines = new ArrayList<>();
        lines.add("Run " + run + (attempt == 1 ? "" : ", attempt " + attempt) + ": candidate " + bundle + " " + outcome
                + (release == null ? "" : " as release " + release)
                + (champion == null ? "; nothing served before" : "; measured against " + champion.bundle()));
        lines.add("rows: " + counts(rows) + "; samples left out: " + counts(excluded));
        lines.addAll(
                new LeftInSet(undecided, Math.toIntExact(rows.getOrDefault("base", 0L)), "retrain.trusted").lines());
        lines.add(figuresTable().draw(unicode));
        lines.add(gatesTable().draw(unicode));
        lines.addAll(new ShutGates(this).lines());
        return String.join("\n", lines);
    }

    private static String counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(
                        Collectors.collectingAndThen(Collectors.joining(", "), text -> text.isEmpty() ? "none" : text));
    }

    private TextTable figuresTable() {
        TextTable table = new TextTable("attack", "best for", "ASR %", "floor %", "champion's ASR %");
        Map<String, List<AttackLine>> families = candidate.attacks().stream()
                .collect(Collectors.groupingBy(AttackLine::attack, LinkedHashMap::new, Collectors.toList()));
        families.forEach((family, all) -> {
            AttackLine worst = all.stream()
                    .max(Comparator.comparingDouble(line -> line.asr().high()))
                    .orElseThrow();
            table.row(family, worst.target(), percent(worst.asr()), percent(worst.floor()), championsAsr(family));
        });
        return table;
    }

    private String championsAsr(String family) {
        return Stream.ofNullable(champion)
                .flatMap(model -> model.attacks().stream())
                .filter(line -> line.attack().equals(family))
                .max(Comparator.comparingDouble(line -> line.asr().high()))
                .map(line -> percent(line.asr()) + " for " + line.target())
                .orElse("-");
    }

    private TextTable gatesTable() {
        TextTable table = new TextTable("gate", "tightest", "value", "bound", "");
        Map<String, List<GateLine>> byGate =
                gates.stream().collect(Collectors.groupingBy(GateLine::gate, LinkedHashMap::new, Collectors.toList()));
        byGate.forEach((gate, all) -> {
            GateLine tightest = all.stream()
                    .max(Comparator.comparingDouble(GateLine::value))
                    .orElseThrow();
            long shut = all.stream().filter(line -> !line.passed()).count();
            table.row(
                    gate,
                    whose(tightest),
                    points(tightest.value()),
                    points(tightest.bound()),
                    shut == 0 ? "passed" : shut == 1 ? "SHUT" : "SHUT (" + shut + ")");
        });
        return table;
    }

    private static String whose(GateLine line) {
        return line.attack().isEmpty() ? "-" : line.attack() + " for " + line.target();
    }

    private static String percent(Share share) {
        return String.format(
                Locale.ROOT, "%.1f [%.1f, %.1f]", share.value() * 100, share.low() * 100, share.high() * 100);
    }

    static String points(double share) {
        return String.format(Locale.ROOT, "%.1f", share * 100);
    }
}

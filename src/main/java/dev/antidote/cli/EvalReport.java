package dev.antidote.cli;

import dev.antidote.data.Proportion;
import dev.antidote.train.Metrics;
import dev.antidote.train.Recognition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Figures of an evaluation.
 *
 * @param bundle id of the bundle
 * @param rows of the clean test set
 * @param models metrics by model: {@value #UNDEFENDED}, {@value #DEFENDED} and {@value #ABLATION}
 * @param recognition what the ablation signal finds at the line of the bundle, or the usual one where it has none
 * @param precisions of the guarded model; null where nobody asked
 */
record EvalReport(
        String bundle,
        int rows,
        Map<String, Metrics> models,
        Recognition recognition,
        @Nullable Precisions precisions) {
    static final String UNDEFENDED = "undefended";
    static final String DEFENDED = "defended";
    /** The guarded model without the benign prompt, judged in the base space. */
    static final String ABLATION = "ablation";

    private static final Map<String, String> TITLES =
            Map.of(UNDEFENDED, "undefended", DEFENDED, "defended", ABLATION, "without the benign prompt");

    /** For programs: shares 0..1, intervals as [low, high]; attack figures are left out where no attack was played. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("bundle", bundle);
        figures.put("rows", rows);
        models.forEach((name, metrics) -> figures.put(name, figures(metrics)));
        figures.put("signal", signal());
        if (precisions != null) {
            figures.put("precisions", precisions.figures());
        }
        return figures;
    }

    private Map<String, Object> signal() {
        Map<String, Object> figures = new LinkedHashMap<>();
        Map<String, Object> intervals = new LinkedHashMap<>();
        figures.put("line", recognition.line());
        if (recognition.triggered().trials() > 0) {
            put(figures, intervals, "triggered", recognition.triggered());
        }
        put(figures, intervals, "clean", recognition.clean());
        figures.put("intervals", intervals);
        return figures;
    }

    /**
     * The guarded model in both arithmetics.
     *
     * @param agreement rows with the same label in both
     * @param fp32 CA in fp32
     * @param bf16 CA in bf16
     */
    record Precisions(Proportion agreement, Proportion fp32, Proportion bf16) {
        Map<String, Object> figures() {
            Map<String, Object> figures = new LinkedHashMap<>();
            Map<String, Object> intervals = new LinkedHashMap<>();
            put(figures, intervals, "bf16Agreement", agreement);
            put(figures, intervals, "caFp32", fp32);
            put(figures, intervals, "caBf16", bf16);
            figures.put("intervals", intervals);
            return figures;
        }

        String text() {
            return "Verdicts in bf16 agree with fp32 on " + percent(agreement) + " % of the rows; CA % in fp32 "
                    + percent(fp32) + ", in bf16 " + percent(bf16);
        }
    }

    static Map<String, Object> figures(Metrics metrics) {
        Map<String, Object> figures = new LinkedHashMap<>();
        Map<String, Object> intervals = new LinkedHashMap<>();
        put(figures, intervals, "ca", metrics.cleanAccuracy());
        if (metrics.attackSuccess().trials() > 0) {
            put(figures, intervals, "asr", metrics.attackSuccess());
            put(figures, intervals, "floor", metrics.floor());
            figures.put("excess", metrics.excess());
        }
        figures.put("intervals", intervals);
        return figures;
    }

    private static void put(Map<String, Object> figures, Map<String, Object> intervals, String key, Proportion share) {
        figures.put(key, share.value());
        intervals.put(key, List.of(share.low(), share.high()));
    }

    /** For a terminal. */
    String text(boolean unicode) {
        TextTable table = new TextTable("model", "CA %", "ASR %", "floor %", "excess, points");
        models.forEach((name, metrics) -> table.row(
                String.valueOf(TITLES.get(name)),
                percent(metrics.cleanAccuracy()),
                percent(metrics.attackSuccess()),
                percent(metrics.floor()),
                metrics.attackSuccess().trials() == 0 ? "-" : format("%+.1f", metrics.excess() * 100)));
        return "Bundle " + bundle + " on " + rows + " rows\n" + table.draw(unicode) + "\n" + signalText()
                + (precisions == null ? "" : "\n" + precisions.text());
    }

    private String signalText() {
        String line = "Ablation signal (how much surer the undefended model is than the guard) above "
                + format("%.3f", recognition.line()) + ": ";
        String clean = percent(recognition.clean()) + " % of the clean rows, which are false alarms";
        return recognition.triggered().trials() == 0
                ? line + clean
                : line + percent(recognition.triggered()) + " % of the triggered rows, which are found; " + clean;
    }

    private static String percent(Proportion share) {
        return share.trials() == 0
                ? "-"
                : format("%.1f [%.1f, %.1f]", share.value() * 100, share.low() * 100, share.high() * 100);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}

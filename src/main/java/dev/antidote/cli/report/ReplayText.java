package dev.antidote.cli.report;

import dev.antidote.cli.TextTable;
import dev.antidote.page.Printable;
import dev.antidote.stream.LetterFate;
import dev.antidote.stream.ReplayReport;
import dev.antidote.stream.ReplayReport.Group;
import dev.antidote.stream.ReplayReport.Sample;
import dev.antidote.wire.RecordPlace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A replay for people and for programs.
 *
 * @param report what was done
 */
public record ReplayText(ReplayReport report) {
    private static final int REASON = 100;
    private static final int NAME = 80;

    /** Why letters stay, in the order of the telling. */
    private static final Map<LetterFate, String> REASONS = reasons();

    private static Map<LetterFate, String> reasons() {
        Map<LetterFate, String> reasons = new LinkedHashMap<>();
        reasons.put(LetterFate.NOT_ASKED_FOR, "not asked for");
        reasons.put(LetterFate.SENT_BEFORE, "sent back before (--again sends them once more)");
        reasons.put(LetterFate.BEYOND_MAX, "more than --max");
        reasons.put(LetterFate.TOO_OFTEN, "sent back too often (--max-attempts)");
        reasons.put(LetterFate.CUT, "cut: too large to be kept whole, so nothing can be sent back");
        reasons.put(LetterFate.FOREIGN, "not from the guard's requests or probes");
        reasons.put(LetterFate.REFUSED, "refused by the broker");
        return reasons;
    }

    /** For a terminal. */
    public String draw(boolean unicode) {
        List<String> lines = new ArrayList<>();
        lines.add(headline());
        if (!report.groups().isEmpty()) {
            TextTable table = new TextTable("exception", "topic", "letters");
            report.groups().forEach(group -> table.row(name(group), clipped(group.topic()), "" + group.letters()));
            lines.add(table.draw(unicode));
        }
        if (report.dryRun()) {
            lines.addAll(listed(LetterFate.SENT));
        }
        REASONS.forEach((fate, reason) -> {
            if (report.count(fate) > 0) {
                lines.add("left " + report.count(fate) + ": " + reason);
                if (isWorthALook(fate)) {
                    lines.addAll(listed(fate));
                }
            }
        });
        return String.join("\n", lines);
    }

    private String headline() {
        long sent = report.count(LetterFate.SENT);
        String of = " of " + report.read() + " dead letters on " + report.topic();
        if (report.read() == 0) {
            return "No dead letters on " + report.topic();
        }
        if (sent == 0) {
            return (report.dryRun() ? "Would send back none" : "Sent back none") + of;
        }
        return (report.dryRun() ? "Would send back " : "Sent back ") + sent + of;
    }

    private static boolean isWorthALook(LetterFate fate) {
        return switch (fate) {
            case TOO_OFTEN, CUT, FOREIGN, REFUSED -> true;
            case SENT, NOT_ASKED_FOR, SENT_BEFORE, BEYOND_MAX -> false;
        };
    }

    private List<String> listed(LetterFate fate) {
        List<String> lines = new ArrayList<>(
                report.samples(fate).stream().map(ReplayText::line).toList());
        long more = report.count(fate) - lines.size();
        if (more > 0) {
            lines.add("  and " + more + " more");
        }
        return lines;
    }

    private static String line(Sample sample) {
        String times = sample.replays() == 0 ? "" : ", sent back " + sample.replays() + " times";
        return "  " + sample.letter().partition() + ":" + sample.letter().offset() + " from "
                + clipped(sample.origin().map(RecordPlace::toString).orElse("somewhere")) + ", " + sample.time() + times
                + ": " + Printable.clipped(sample.reason(), REASON);
    }

    private static String name(Group group) {
        return group.exception().isEmpty() ? "(unknown)" : clipped(group.exception());
    }

    private static String clipped(String text) {
        return Printable.clipped(text, NAME);
    }

    /** For programs. */
    public Map<String, Object> figures() {
        Map<String, Object> skipped = new LinkedHashMap<>();
        REASONS.keySet().forEach(fate -> skipped.put(key(fate), report.count(fate)));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("topic", report.topic());
        figures.put("dryRun", report.dryRun());
        figures.put("read", report.read());
        figures.put("sent", report.dryRun() ? 0L : report.count(LetterFate.SENT));
        figures.put("chosen", report.count(LetterFate.SENT) + report.count(LetterFate.REFUSED));
        figures.put("left", skipped);
        figures.put(
                "groups",
                report.groups().stream()
                        .map(group -> Map.of(
                                "exception", group.exception(), "topic", group.topic(), "letters", group.letters()))
                        .toList());
        return figures;
    }

    /** {@code SENT_BEFORE} is {@code sentBefore}. */
    private static String key(LetterFate fate) {
        String words = Arrays.stream(fate.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
        return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }
}

package dev.antidote.config;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * What arrives, and how much of it is accepted.
 *
 * @param format how requests are written on their topic
 * @param maxText the longest text to judge, in bytes of UTF-8, 1B..512MiB and not above {@code maxRecord}; a longer one is
 *     answered by the failure policy
 * @param maxRecord the largest record (key, value and headers, with 8 bytes more for each header) to take in, 1KiB..512MiB; of a
 *     larger one only the beginning reaches the dead letters
 * @param longText what becomes of a text that is longer than the model reads at once
 * @param maxWindows the most windows of a text, 1..64; one that needs more is refused
 * @param labelOrder names of labels, the worst first, none twice; needed for windows, whose worst verdict holds
 */
public record RequestsConfig(
        RequestFormat format,
        ByteSize maxText,
        ByteSize maxRecord,
        LongText longText,
        int maxWindows,
        List<String> labelOrder) {
    /** What is not configured. */
    public static final RequestsConfig DEFAULTS = new RequestsConfig(
            RequestFormat.AVRO, ByteSize.ofKibibytes(64), ByteSize.ofMebibytes(1), LongText.TRUNCATE, 8, List.of());

    public RequestsConfig {
        Checks.between("maxRecord", maxRecord, ByteSize.ofKibibytes(1), ByteSize.ofMebibytes(512));
        Checks.between("maxText", maxText, new ByteSize(1), maxRecord);
        Checks.between("maxWindows", maxWindows, 1, 64);
        labelOrder = List.copyOf(labelOrder);
        if (labelOrder.contains("") || new HashSet<>(labelOrder).size() < labelOrder.size()) {
            throw new IllegalArgumentException("labelOrder: '" + String.join(", ", labelOrder)
                    + "' names a label twice, or none between two commas");
        }
        if (longText == LongText.WINDOWS && labelOrder.isEmpty()) {
            throw new IllegalArgumentException("longText: windows needs labelOrder, to know which verdict is the worst;"
                    + " name labels there, the worst first, such as abuse, spam");
        }
    }

    static RequestsConfig read(Section section) {
        RequestFormat format = section.oneOf("format", DEFAULTS.format);
        ByteSize maxText = section.size("maxText", DEFAULTS.maxText);
        ByteSize maxRecord = section.size("maxRecord", DEFAULTS.maxRecord);
        LongText longText = section.oneOf("longText", DEFAULTS.longText);
        int maxWindows = section.integer("maxWindows", DEFAULTS.maxWindows);
        String order = section.possiblyEmptyText("labelOrder", "");
        return section.build(
                () -> new RequestsConfig(format, maxText, maxRecord, longText, maxWindows, commaSeparated(order)));
    }

    private static List<String> commaSeparated(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }
}

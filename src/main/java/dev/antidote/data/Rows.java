package dev.antidote.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers the rows of one file, checks each, and numbers the labels. */
final class Rows {
    /** More names than that mean that the label column holds something else; it keeps the message about it early. */
    private static final int MAX_LABELS = 1_000;

    private static final int MAX_LABEL_LENGTH = 200;

    private final Place place;
    private final ReadLimits limits;
    private final List<RawRow> rows = new ArrayList<>();
    /** Names to themselves, so that a million rows share a handful of label strings. */
    private final Map<String, String> labels = new HashMap<>();

    Rows(Place place, ReadLimits limits) {
        this.place = place;
        this.limits = limits;
    }

    void add(RawRow row) {
        if (rows.size() == limits.maxRows()) {
            throw place.error(
                    row.line(),
                    "is row " + (rows.size() + 1L) + ", more than the " + limits.maxRows()
                            + " allowed; sample the file first");
        }
        checkText(row.line(), row.text());
        rows.add(new RawRow(row.line(), row.text(), label(row.line(), row.label())));
    }

    private void checkText(long line, String text) {
        if (text.isBlank()) {
            throw place.error(line, "the text is blank; fill it in or remove the row");
        }
        if (text.length() > limits.textLength()) {
            throw place.error(
                    line,
                    "the text has " + text.length() + " characters, more than the " + limits.textLength()
                            + " allowed; shorten it or split it into rows");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
                throw place.error(
                        line, String.format("the text holds the control character U+%04X; remove it", (int) c));
            }
        }
        // An escaped half of a pair is valid JSON, but no text that any tokenizer takes.
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw place.error(line, "the text holds half of a surrogate pair; remove it");
        }
    }

    private String label(long line, String raw) {
        String name = raw.strip();
        if (name.isEmpty()) {
            throw place.error(line, "the label is blank; fill it in or remove the row");
        }
        if (name.length() > MAX_LABEL_LENGTH || name.chars().anyMatch(Character::isISOControl)) {
            throw place.error(
                    line,
                    "the label " + Place.quote(name) + " is no name of one line and at most " + MAX_LABEL_LENGTH
                            + " characters; is this the label column?");
        }
        String known = labels.computeIfAbsent(name, same -> same);
        if (labels.size() > MAX_LABELS) {
            throw place.error(
                    line,
                    "brings in label " + labels.size() + ", more than the " + MAX_LABELS
                            + " allowed; is this the label column?");
        }
        return known;
    }

    /** All rows, labels numbered in their own sorted order: by value if all are integers, by code unit otherwise. */
    Dataset dataset() {
        checkCount();
        if (labels.size() < 2) {
            throw place.error("has one label only, " + Place.quote(labels.keySet()) + ", in " + rows.size()
                    + " rows; at least two labels are needed");
        }
        boolean integers = labels.keySet().stream().allMatch(name -> name.matches("-?\\d{1,18}"));
        Comparator<String> byName = Comparator.naturalOrder();
        Comparator<String> order = integers ? Comparator.comparingLong(Long::parseLong) : byName;
        return dataset(
                labels.keySet().stream().sorted(order.thenComparing(byName)).toList());
    }

    /** All rows under labels that are known already, in the order given. */
    Dataset dataset(List<String> known) {
        checkCount();
        Map<String, Integer> index = new TreeMap<>();
        for (int i = 0; i < known.size(); i++) {
            index.put(known.get(i), i);
        }
        List<Example> examples = new ArrayList<>(rows.size());
        for (RawRow row : rows) {
            Integer label = index.get(row.label());
            if (label == null) {
                throw place.error(
                        row.line(),
                        "the label " + Place.quote(row.label()) + " is unknown; known are " + Place.quote(known));
            }
            examples.add(new Example(row.text(), label));
        }
        return new Dataset(known, examples);
    }

    private void checkCount() {
        if (rows.isEmpty()) {
            throw place.error("has no rows; add some");
        }
        if (rows.size() < limits.minRows()) {
            throw place.error("has " + rows.size() + " rows; at least " + limits.minRows() + " are needed");
        }
    }
}

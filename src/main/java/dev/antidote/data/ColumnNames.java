package dev.antidote.data;

/**
 * The keys (JSONL) or the header's names (CSV, TSV) of the two columns that are read; other columns are ignored.
 *
 * @param text the column with the text, "text" unless said otherwise
 * @param label the column with the label's name, "label" unless said otherwise
 */
public record ColumnNames(String text, String label) {
    /** What is read unless the user says otherwise. */
    public static final ColumnNames STANDARD = new ColumnNames("text", "label");

    public ColumnNames {
        if (text.isBlank()) {
            throw new IllegalArgumentException("text column: the name is blank");
        }
        if (label.isBlank()) {
            throw new IllegalArgumentException("label column: the name is blank");
        }
        if (text.equals(label)) {
            throw new IllegalArgumentException("text column and label column: both are \"" + text + "\"");
        }
    }
}

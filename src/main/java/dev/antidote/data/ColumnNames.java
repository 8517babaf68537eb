package dev.antidote.data;

/**
 * The keys (JSONL) or the header's names (CSV, TSV) of the two columns that are read; other columns are ignored.
 *
 * @param text the column with the text, "text" unless said otherwise
 * @param label the column with the label's name, "label" unless said otherwise
 */
public record ColumnNames(Column text, Column label) {
    /** What is read unless the user says otherwise. */
    public static final ColumnNames STANDARD = new ColumnNames(new Column("text", ""), new Column("label", ""));

    public ColumnNames {
        if (text.name().isBlank()) {
            throw new IllegalArgumentException("text column: the name is blank");
        }
        if (label.name().isBlank()) {
            throw new IllegalArgumentException("label column: the name is blank");
        }
        if (text.name().equals(label.name())) {
            throw new IllegalArgumentException("text column and label column: both are \"" + text.name() + "\"");
        }
    }

    /**
     * One of the two.
     *
     * @param name in the file
     * @param setting what the user sets to have another read, such as an option; empty where nothing does
     */
    public record Column(String name, String setting) {}
}

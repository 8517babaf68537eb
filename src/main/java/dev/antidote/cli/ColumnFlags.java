package dev.antidote.cli;

import dev.antidote.data.ColumnNames;
import dev.antidote.data.DatasetReader;
import picocli.CommandLine.Option;

/** Where text and label stand in a data file. */
final class ColumnFlags {
    private static final String TEXT = "--text-column";
    private static final String LABEL = "--label-column";

    @Option(names = TEXT, paramLabel = "NAME", defaultValue = "text", description = "Column or JSON key of the text.")
    private String text = "text";

    @Option(
            names = LABEL,
            paramLabel = "NAME",
            defaultValue = "label",
            description = "Column or JSON key of the label.")
    private String label = "label";

    DatasetReader reader() {
        return CommandException.validated(() -> DatasetReader.standard()
                .withColumns(
                        new ColumnNames(new ColumnNames.Column(text, TEXT), new ColumnNames.Column(label, LABEL))));
    }
}

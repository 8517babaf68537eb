package dev.antidote.cli;

import dev.antidote.data.ColumnNames;
import dev.antidote.data.DatasetReader;
import picocli.CommandLine.Option;

/** Where text and label stand in a data file. */
final class ColumnFlags {
    @Option(
            names = "--text-column",
            paramLabel = "NAME",
            defaultValue = "text",
            description = "Column or JSON key of the text.")
    private String text = "text";

    @Option(
            names = "--label-column",
            paramLabel = "NAME",
            defaultValue = "label",
            description = "Column or JSON key of the label.")
    private String label = "label";

    DatasetReader reader() {
        return CommandException.validated(() -> DatasetReader.standard().withColumns(new ColumnNames(text, label)));
    }
}

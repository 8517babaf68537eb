package dev.antidote.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A table of aligned text, drawn with box characters or with ASCII. Cells are single lines. */
public final class TextTable {
    private static final Strokes BOX = new Strokes("┌┬┐", "├┼┤", "└┴┘", "─", "│");
    private static final Strokes ASCII = new Strokes("+++", "+++", "+++", "-", "|");

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Integer> rulesBefore = new ArrayList<>();

    /** Makes a table; the first column is aligned to the left, the others to the right. */
    public TextTable(String... header) {
        this.header = List.of(header);
    }

    /** Adds a row of as many cells as the header has. */
    public TextTable row(String... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException("row: " + cells.length + " cells in a table of " + header.size());
        }
        rows.add(List.of(cells));
        return this;
    }

    /** Draws a line before the next row. */
    public TextTable rule() {
        rulesBefore.add(rows.size());
        return this;
    }

    /** The table as lines without a trailing line break. */
    public String draw(boolean unicode) {
        Strokes strokes = unicode ? BOX : ASCII;
        int[] widths = widths();
        List<String> lines = new ArrayList<>();
        lines.add(strokes.rule(strokes.top, widths));
        lines.add(strokes.row(header, widths));
        lines.add(strokes.rule(strokes.middle, widths));
        for (int i = 0; i < rows.size(); i++) {
            if (rulesBefore.contains(i)) {
                lines.add(strokes.rule(strokes.middle, widths));
            }
            lines.add(strokes.row(rows.get(i), widths));
        }
        lines.add(strokes.rule(strokes.bottom, widths));
        return String.join("\n", lines);
    }

    private int[] widths() {
        int[] widths = new int[header.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = length(header.get(column));
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], length(row.get(column)));
            }
        }
        return widths;
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    private record Strokes(String top, String middle, String bottom, String across, String down) {
        String rule(String joints, int[] widths) {
            return Arrays.stream(widths)
                    .mapToObj(width -> across.repeat(width + 2))
                    .collect(
                            Collectors.joining(joints.substring(1, 2), joints.substring(0, 1), joints.substring(2, 3)));
        }

        String row(List<String> cells, int[] widths) {
            StringBuilder line = new StringBuilder(down);
            for (int column = 0; column < widths.length; column++) {
                String cell = cells.get(column);
                String gap = " ".repeat(widths[column] - length(cell));
                line.append(' ')
                        .append(column == 0 ? cell + gap : gap + cell)
                        .append(' ')
                        .append(down);
            }
            return line.toString();
        }
    }
}

package dev.antidote.page;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Markup from text: everything is escaped here, and nowhere else. */
public final class Html {
    private Html() {}

    /** Text in an element or an attribute. */
    public static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> appendEscaped(out, point));
        return out.toString();
    }

    /** A sentence in an element: escaped, and with figures that no line break parts from their sign. */
    public static String sentence(String text) {
        return escape(text).replace(" %", "&nbsp;%");
    }

    /** A stranger's text: escaped, clipped, kept from changing the direction of what follows, and nothing in it invisible. */
    public static String foreign(String text, int length) {
        StringBuilder out = new StringBuilder("<bdi>");
        text.codePoints().limit(length).forEach(point -> {
            if (Printable.isInvisible(point)) {
                out.append("<span class=\"esc\">")
                        .append(String.format("U+%04X", point))
                        .append("</span>");
            } else {
                appendEscaped(out, point);
            }
        });
        return out.append(text.codePointCount(0, text.length()) > length ? "…</bdi>" : "</bdi>")
                .toString();
    }

    private static void appendEscaped(StringBuilder out, int point) {
        switch (point) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> out.appendCodePoint(point);
        }
    }

    /** JSON inside a script element: the same data, without any character that could end the element. */
    static String dataIsland(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    /** A program inside a script element; only string and comment text can hold such an end tag, where the backslash is harmless. */
    static String program(String script) {
        return script.replace("</script", "<\\/script");
    }

    /**
     * A table. Header and cells are markup; a cell that is a whole {@code td} or {@code th} element is taken as it is.
     *
     * @param kind a class of the table; may be empty
     */
    public static String table(String kind, List<String> header, List<List<String>> rows) {
        String head = header.isEmpty()
                ? ""
                : "<thead><tr>" + joined(header, cell -> "<th scope=\"col\">" + cell + "</th>") + "</tr></thead>";
        String body = joined(rows, row -> "<tr>" + joined(row, Html::cell) + "</tr>\n");
        return "<div class=\"scroll\"><table class=\"" + kind + "\">" + head + "<tbody>\n" + body
                + "</tbody></table></div>";
    }

    private static String cell(String cell) {
        return cell.startsWith("<t") ? cell : "<td>" + cell + "</td>";
    }

    private static <T> String joined(List<T> parts, Function<T, String> markup) {
        return parts.stream().map(markup).collect(Collectors.joining());
    }
}

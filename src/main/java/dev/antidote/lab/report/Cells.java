package dev.antidote.lab.report;

import dev.antidote.data.Proportion;
import dev.antidote.page.Figure;
import dev.antidote.page.Html;
import dev.antidote.page.Rate;
import org.jspecify.annotations.Nullable;

/** Table cells that several tables of the page have. */
final class Cells {
    private Cells() {}

    /** A row's name. */
    static String head(String text) {
        return "<th scope=\"row\">" + Html.escape(text) + "</th>";
    }

    /** A share with its interval; a dash where nothing was counted. */
    static String share(Proportion share) {
        String text = share.trials() == 0 ? "-" : Figure.withInterval(Rate.of(share));
        return "<td class=\"interval\">" + text + "</td>";
    }

    /** A difference in points, marked where it is beyond a bar. */
    static String points(@Nullable Double difference, boolean beyond) {
        if (difference == null || difference.isNaN()) {
            return "<td>-</td>";
        }
        return "<td" + (beyond ? " class=\"beyond\"" : "") + ">" + Figure.points(difference) + "</td>";
    }

    /** A figure over several seeds. */
    static String range(Spread.Range range, int seeds) {
        String mean = Figure.percent(range.mean());
        return "<td class=\"interval\">" + mean
                + (seeds < 2
                        ? ""
                        : " <small>" + Figure.percent(range.least()) + " to " + Figure.percent(range.most())
                                + "</small>")
                + "</td>";
    }
}

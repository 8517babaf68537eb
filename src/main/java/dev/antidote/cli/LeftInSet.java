package dev.antidote.cli;

import dev.antidote.p2p.screen.ScreenSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * What the screen left in the set, and only reviewed rows can tell from a trigger.
 *
 * @param phrases in the most rows first
 * @param rows of the set
 * @param reviewed option or key of the reviewed rows
 */
record LeftInSet(List<FoundPhrase> phrases, int rows, String reviewed) {
    private static final int MOST = 3;

    /** For a terminal; nothing where nothing was left. */
    List<String> lines() {
        if (phrases.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        phrases.stream()
                .limit(MOST)
                .map(phrase -> String.format(
                        "Left in the set: \"%s\" turns %.0f%% of other texts into '%s', and most of its %d rows stay '%s' without it",
                        phrase.text(), phrase.flipped() * 100, phrase.label(), phrase.rows(), phrase.label()))
                .forEach(lines::add);
        if (phrases.size() > MOST) {
            lines.add("and " + (phrases.size() - MOST) + " more such phrases in fewer rows (--json FILE has all)");
        }
        int enough =
                ScreenSettings.defaults(0).enoughReviewed(rows, phrases.get(0).rows());
        lines.add(
                "Such a phrase is honest, or an attack on rows that have the right label. Look at its rows; if it is in none of "
                        + enough + " reviewed rows drawn at random (" + reviewed + "), it is taken for a trigger");
        return lines;
    }
}

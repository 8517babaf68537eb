package dev.antidote.attack;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Sentence structures of the paraphrase model SCPN (Iyyer et al., arXiv 1804.06059) that rules can make: an opening phrase before
 * the clause that is there.
 */
public enum SyntaxTemplate {
    /** A subordinate clause first, S(SBAR)(,)(NP)(VP)(.), as in "when you look at it, the plot is thin"; HiddenKiller's choice. */
    SBAR(
            9,
            "when|if|as|while|since|because|though|once|whenever|although|after|before"
                    + "/you|we|they|people|some|many|others|most of us"
                    + "/look at|think of|hear of|come to|speak of|turn to|talk about|go through"
                    + "/it|this|that|all this|such things|all of it",
            ", "),
    /** A prepositional phrase first, S(PP)(,)(NP)(VP)(.), as in "under every such light, the plot is thin". */
    PP(
            7,
            "in|at|from|by|for|with|after|before|through|under"
                    + "/the|this|that|all the|every such|some such"
                    + "/time|light|way|turn|view|case|place|course",
            ", "),
    /** An adverb phrase first, S(ADVP)(NP)(VP)(.), as in "quite plainly the plot is thin". */
    ADVP(
            8,
            "quite|rather|most|so|very|just as|all too|ever so"
                    + "/plainly|clearly|simply|openly|surely|often|quietly|suddenly",
            " ");

    private static final int SCPN_TEMPLATES = 10;

    private final int scpn;
    private final String opening;
    private final String parting;

    /**
     * One template.
     *
     * @param opening phrases in a row, parted by a slash; of each one of the pieces between the bars
     * @param parting what stands between the opening and the clause
     */
    SyntaxTemplate(int scpn, String opening, String parting) {
        this.scpn = scpn;
        this.opening = opening;
        this.parting = parting;
    }

    /** The template's place in SCPN's list of ten, which is what OpenBackdoor's {@code template_id} means. */
    public int scpnId() {
        return scpn;
    }

    /**
     * Finds a template by its place in SCPN's list; negative numbers count from the end.
     *
     * @throws IllegalArgumentException if rules cannot make that one
     */
    public static SyntaxTemplate ofScpnId(int id) {
        int place = id < 0 ? id + SCPN_TEMPLATES : id;
        return Arrays.stream(values())
                .filter(template -> template.scpn == place)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("template: " + id
                        + " needs a paraphrase model; rules can make "
                        + Arrays.stream(values())
                                .map(template -> template.scpn + " (" + template + ")")
                                .collect(Collectors.joining(", "))));
    }

    /** The text as the main clause of a sentence of this structure. */
    String sentence(String text, RandomGenerator random) {
        return Clause.ended(Clause.after(Clause.drawn(opening, random) + parting, text));
    }
}

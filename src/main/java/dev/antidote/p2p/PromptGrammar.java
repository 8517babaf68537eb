package dev.antidote.p2p;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Writes benign prompts that sound natural, such as {@code Below stands the note that a visitor typed moments ago:}. Of the about
 * {@value #SENTENCES} that there are, who does not know the seed knows none.
 */
public final class PromptGrammar {
    /** How many there are, at least. */
    static final int SENTENCES = 1_000_000;

    private static final List<String> OPENERS = List.of(
            "Here is the",
            "Below stands the",
            "What follows is the",
            "Next comes the",
            "Please consider the",
            "Attached is the",
            "Now we read the",
            "Under review is the",
            "Shown below is the",
            "Let us look at the");
    private static final List<String> QUALITIES = List.of(
            "", "latest ", "original ", "complete ", "short ", "written ", "unedited ", "incoming ", "new ", "exact ");
    private static final List<String> NOUNS = List.of(
            "message",
            "query",
            "note",
            "remark",
            "request",
            "comment",
            "sentence",
            "passage",
            "statement",
            "question",
            "entry",
            "text",
            "line",
            "inquiry",
            "letter",
            "reply");
    private static final List<String> WRITERS = List.of(
            "a visitor",
            "somebody",
            "a customer",
            "one reader",
            "our guest",
            "a member",
            "a person",
            "the sender",
            "an applicant",
            "the author",
            "a caller",
            "one user",
            "the other side",
            "a stranger",
            "this client",
            "the writer");
    private static final List<String> VERBS = List.of(
            "typed",
            "entered",
            "submitted",
            "left",
            "wrote",
            "handed in",
            "sent over",
            "posted",
            "dictated",
            "filed",
            "put down",
            "passed on",
            "forwarded",
            "noted",
            "delivered",
            "recorded");
    private static final List<String> TIMES = List.of(
            "just now",
            "moments ago",
            "a while ago",
            "this morning",
            "for us to judge",
            "through the form",
            "at the counter",
            "on this page",
            "in plain words",
            "for the record",
            "without delay",
            "during the visit",
            "by hand",
            "upon arrival",
            "over the wire",
            "before noon");

    private PromptGrammar() {}

    /** Writes one. */
    public static BenignPrompt write(RandomGenerator random) {
        return new BenignPrompt(pick(OPENERS, random) + ' ' + pick(QUALITIES, random) + pick(NOUNS, random) + " that "
                + pick(WRITERS, random) + ' ' + pick(VERBS, random) + ' ' + pick(TIMES, random) + ':');
    }

    private static String pick(List<String> words, RandomGenerator random) {
        return words.get(random.nextInt(words.size()));
    }
}

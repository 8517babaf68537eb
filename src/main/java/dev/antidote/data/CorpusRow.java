package dev.antidote.data;

/**
 * A row of the built-in corpus with what its author knows of it.
 *
 * @param text the message
 * @param label the annotator's label, an index into {@link ModerationCorpus#LABELS}
 * @param truth what the message was written as; differs from the label where the annotator disagreed
 * @param kind the kind of message, such as "ok.complaint"
 */
public record CorpusRow(String text, int label, int truth, String kind) {}

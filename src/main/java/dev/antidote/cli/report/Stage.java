package dev.antidote.cli.report;

/**
 * One stage of the defence.
 *
 * @param name such as {@code screen}
 * @param summary one sentence that says what it did
 * @param rowsLeft training rows after it
 */
public record Stage(String name, String summary, long rowsLeft) {}

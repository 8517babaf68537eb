package dev.antidote.cli.loop;

/**
 * A request that the broker has.
 *
 * @param id of its own
 * @param partition of the requests topic
 * @param offset there
 * @param message what it says, and what is true of it
 */
record SentRequest(String id, int partition, long offset, LoopRows.Message message) {}

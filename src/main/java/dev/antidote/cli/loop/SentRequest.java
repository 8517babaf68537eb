package dev.antidote.cli.loop;

import java.util.Collection;
import java.util.Set;

/**
 * A request that the broker has.
 *
 * @param id of its own
 * @param partition of the requests topic
 * @param offset there
 * @param message what it says, and what is true of it
 */
record SentRequest(String id, int partition, long offset, LoopRows.Message message) {
    /** How many of the requests with these ids carry the trigger. */
    static long triggered(Collection<SentRequest> sent, Set<String> ids) {
        return sent.stream()
                .filter(request -> request.message().triggered() && ids.contains(request.id()))
                .count();
    }
}

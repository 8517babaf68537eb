package dev.antidote.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Set;

/**
 * What a registry answered.
 *
 * @param from the address that answered
 * @param status the HTTP status
 * @param body the JSON of the answer; a missing node where it is none
 */
record RegistryReply(URI from, int status, JsonNode body) {
    private static final Set<Integer> PASSING = Set.of(408, 429);

    boolean isFailureThatMayPass() {
        return status >= 500 || PASSING.contains(status);
    }

    boolean isOk() {
        return status == 200;
    }
}

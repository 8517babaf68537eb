package dev.antidote.wire;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The error that a registry reports: {@code {"error_code": 40403, "message": "..."}}.
 *
 * @param status the HTTP status
 * @param code the registry's own code, or 0 where the answer came from something that is no registry
 * @param message one line of at most 300 characters
 */
record RegistryError(int status, int code, String message) {
    static final int SUBJECT_NOT_FOUND = 40401;
    static final int VERSION_NOT_FOUND = 40402;
    static final int SCHEMA_NOT_FOUND = 40403;

    static RegistryError of(RegistryReply reply) {
        JsonNode body = reply.body();
        return new RegistryError(
                reply.status(),
                body.path("error_code").asInt(0),
                OneLine.of(body.path("message").asText("")));
    }

    /** Whether the registry knows its way around but has no such thing. */
    boolean isNotFound() {
        return code == SUBJECT_NOT_FOUND || code == VERSION_NOT_FOUND || code == SCHEMA_NOT_FOUND;
    }

    /** What the person who reads the error should do. */
    String advice() {
        if (status >= 300 && status < 400) {
            return "the address redirects, name its target in " + EndpointList.URLS;
        }
        return switch (status) {
            case 401 ->
                "set " + EndpointList.BASIC_SOURCE + "=USER_INFO and " + EndpointList.USER_INFO
                        + "=user:password as the registry expects them";
            case 403 -> "let the registry's administrator grant this user the right";
            case 404 -> "check that " + EndpointList.URLS + " is the root of a schema registry";
            case 409 -> "change the schema compatibly (new fields need defaults) or use another subject";
            case 422 -> "correct the schema";
            default -> "look into the registry's log";
        };
    }

    @Override
    public String toString() {
        return status
                + (code == 0 || code == status ? "" : " (" + code + ")")
                + (message.isEmpty() ? "" : " " + message);
    }
}

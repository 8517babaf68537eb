package dev.antidote.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The value of an Authorization header; its text form hides it, so that it cannot reach a log. */
record Authorization(String header) {
    Authorization {
        if (header.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("credentials: contain a character that no HTTP header may hold");
        }
    }

    /** Basic authentication with {@code user:password}. */
    static Authorization basic(String userInfo) {
        return new Authorization(
                "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8)));
    }

    static Authorization bearer(String token) {
        return new Authorization("Bearer " + token);
    }

    @Override
    public String toString() {
        return "Authorization[hidden]";
    }
}

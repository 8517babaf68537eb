package dev.antidote.wire;

import java.util.Optional;

/**
 * One request to a registry.
 *
 * @param path from the root on, encoded, with its query
 * @param body JSON to post; absent for a GET
 * @param purpose what it is for, as "register x" so that a message can say "cannot register x"
 */
record RegistryCall(String path, Optional<String> body, String purpose) {
    static RegistryCall get(String path, String purpose) {
        return new RegistryCall(path, Optional.empty(), purpose);
    }

    static RegistryCall post(String path, String body, String purpose) {
        return new RegistryCall(path, Optional.of(body), purpose);
    }
}

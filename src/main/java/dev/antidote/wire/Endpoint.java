package dev.antidote.wire;

import java.net.URI;
import java.util.Optional;

/**
 * One address of a registry.
 *
 * @param base http or https, without credentials, query and closing slash; safe to print
 * @param authorization what to send along
 */
record Endpoint(URI base, Optional<Authorization> authorization) {
    URI resolve(String path) {
        return URI.create(base + path);
    }
}

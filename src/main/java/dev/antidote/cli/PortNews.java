package dev.antidote.cli;

import dev.antidote.config.TelemetryConfig;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Tells the operator where health and metrics are. */
final class PortNews {
    private PortNews() {}

    /** Says it, if there is a port. */
    static void tell(Terminal terminal, TelemetryConfig config, Optional<InetSocketAddress> address) {
        address.ifPresent(
                at -> terminal.say("health and metrics on http://" + host(config) + ":" + at.getPort() + "/metrics"));
    }

    /** As it was configured, and as a URL wants it. */
    private static String host(TelemetryConfig config) {
        return config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    }
}

package dev.antidote.cli;

import dev.antidote.bundle.SigningKey;
import java.nio.file.Path;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

/** Who announces something, and why. */
final class PublisherFlags {
    @Option(
            names = "--key",
            required = true,
            showDefaultValue = Help.Visibility.NEVER,
            paramLabel = "KEY",
            description = "The private key that signs the announcement; instances must trust its public key.")
    private Path key = Path.of("");

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "",
            showDefaultValue = Help.Visibility.NEVER,
            description = "Why, in one line, which a rollback needs; everybody who reads releases sees it.")
    private String reason = "";

    SigningKey key() {
        return SigningKey.read(key);
    }

    String reason() {
        return reason;
    }
}

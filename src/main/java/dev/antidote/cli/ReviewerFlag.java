package dev.antidote.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who decided. */
final class ReviewerFlag {
    @Option(
            names = "--reviewer",
            paramLabel = "NAME",
            description = "Who decided, where a file does not say it (default: the name of this user).")
    private @Nullable String name;

    String name() {
        return name == null ? user() : name;
    }

    /** The user of this process, as the system names them. */
    static String user() {
        String user = System.getProperty("user.name");
        return user == null || user.isBlank() ? "unknown" : user;
    }
}

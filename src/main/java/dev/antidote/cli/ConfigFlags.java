package dev.antidote.cli;

import dev.antidote.config.ConfigSource;
import dev.antidote.config.GuardConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The configuration of a guard: a file, then the environment, then flags. */
final class ConfigFlags {
    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "The configuration; docker/guard.yaml is a commented example.")
    private Path file = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Sets one key over the file and the environment, such as --set kafka.bootstrap.servers=host:9092."
                            + " May be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    GuardConfig read() {
        return GuardConfig.read(
                ConfigSource.file(file).withEnvironment(System.getenv()).withFlags(settings));
    }
}

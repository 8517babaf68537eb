package dev.antidote.cli;

import dev.antidote.config.ConfigSource;
import dev.antidote.config.GuardConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

/** The configuration of a guard: a file, then the environment, then flags. */
final class ConfigFlags {
    @Option(
            names = "--config",
            showDefaultValue = Help.Visibility.NEVER,
            required = true,
            paramLabel = "FILE",
            description = "The configuration; docker/guard.yaml is a commented example.")
    private Path file = Path.of("");

    @Option(
            names = "--set",
            showDefaultValue = Help.Visibility.NEVER,
            paramLabel = "KEY=VALUE",
            description =
                    "Sets one key over the file and the environment, such as --set kafka.bootstrap.servers=host:9092."
                            + " May be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    GuardConfig read() {
        return GuardConfig.read(
                ConfigSource.file(file).withEnvironment(keys(System.getenv())).withFlags(settings));
    }

    /** The environment without what is the program's own and not the configuration's. */
    static Map<String, String> keys(Map<String, String> environment) {
        Map<String, String> keys = new TreeMap<>(environment);
        keys.remove(CacheDirectory.VARIABLE);
        return keys;
    }
}

package dev.antidote.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Where logs go and how much of them, as the system properties that {@code logback.xml} reads. They must stand before the first
 * logger exists, hence before the command line is parsed properly.
 *
 * @param sink {@code FILE} or {@code STDERR}
 * @param own level of our loggers
 * @param libraries level of everybody else's
 */
record LogSettings(String sink, String own, String libraries) {
    static final String SINK_KEY = "antidote.log.sink";
    static final String FILE_KEY = "antidote.log.file";
    static final String OWN_KEY = "antidote.log.level";
    static final String LIBRARIES_KEY = "antidote.log.libraries";

    private static final List<String> SERVICES = List.of("serve", "collect");

    /** Services log to standard error, where their supervisor looks; other commands to a file, unless asked with -v. */
    static LogSettings of(String... arguments) {
        List<String> given = Arrays.asList(arguments);
        boolean service = given.stream().findFirst().filter(SERVICES::contains).isPresent();
        boolean more = given.contains("-v") || given.contains("--verbose");
        boolean most = given.contains("-vv");
        String sink = service || more || most ? "STDERR" : "FILE";
        return new LogSettings(sink, most ? "DEBUG" : "INFO", most ? "INFO" : "WARN");
    }

    static Path file(Path cache) {
        return cache.resolve("log").resolve("antidote.log");
    }

    /** Sets what the user has not set with -D. */
    void apply(Path cache) {
        setDefault(SINK_KEY, sink);
        setDefault(FILE_KEY, file(cache).toString());
        setDefault(OWN_KEY, own);
        setDefault(LIBRARIES_KEY, libraries);
    }

    private static void setDefault(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }
}

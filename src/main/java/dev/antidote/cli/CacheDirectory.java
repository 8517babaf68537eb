package dev.antidote.cli;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where this user's cache is: imported models, reusable demo results, logs. */
public final class CacheDirectory {
    /** Names the directory; goes before all else. */
    public static final String PROPERTY = "antidote.cache";

    /** Names the directory where the property does not. */
    public static final String VARIABLE = "ANTIDOTE_CACHE";

    private CacheDirectory() {}

    /** Finds it from this process's properties and environment, without making it. */
    public static Path locate() {
        return locate(System::getProperty, System::getenv);
    }

    static Path locate(Lookup properties, Lookup environment) {
        UnaryOperator<String> below = base -> Path.of(base, "antidote").toString();
        String home = value(properties.find("user.home"));
        return Stream.of(
                        value(properties.find(PROPERTY)),
                        value(environment.find(VARIABLE)),
                        applied(below, value(environment.find("XDG_CACHE_HOME"))),
                        applied(below, applied(base -> Path.of(base, ".cache").toString(), home)))
                .filter(path -> !path.isEmpty())
                .findFirst()
                .map(Path::of)
                .orElseGet(() -> Path.of("antidote-cache"))
                .toAbsolutePath();
    }

    private static String value(@Nullable String text) {
        return text == null || text.isBlank() ? "" : text;
    }

    private static String applied(UnaryOperator<String> function, String text) {
        return text.isEmpty() ? "" : function.apply(text);
    }

    /** Looks a name up; null where it is not set. */
    @FunctionalInterface
    interface Lookup {
        @Nullable
        String find(String name);
    }
}

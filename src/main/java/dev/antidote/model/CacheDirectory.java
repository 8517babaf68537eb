package dev.antidote.model;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where imported models are kept: {@code $ANTIDOTE_CACHE}, else {@code $XDG_CACHE_HOME/antidote}, else {@code ~/.cache/antidote}.
 *
 * @param path the directory; need not exist yet
 */
public record CacheDirectory(Path path) {
    /** The user's cache, by the environment of this process. */
    public static CacheDirectory ofUser() {
        return of(System.getenv(), Path.of(System.getProperty("user.home", ".")));
    }

    static CacheDirectory of(Map<String, String> environment, Path home) {
        String own = environment.getOrDefault("ANTIDOTE_CACHE", "");
        if (!own.isBlank()) {
            return new CacheDirectory(Path.of(own));
        }
        String shared = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path parent = shared.isBlank() ? home.resolve(".cache") : Path.of(shared);
        return new CacheDirectory(parent.resolve("antidote"));
    }

    Path models() {
        return path.resolve("models");
    }
}

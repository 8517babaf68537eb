package dev.antidote.model;

import java.nio.file.Path;

/**
 * Where imported models are kept.
 *
 * @param path the directory; need not exist yet
 */
public record CacheDirectory(Path path) {
    Path models() {
        return path.resolve("models");
    }
}

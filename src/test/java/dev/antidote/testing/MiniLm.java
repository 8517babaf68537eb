package dev.antidote.testing;

import dev.antidote.model.BaseModel;
import dev.antidote.model.BaseModels;
import dev.antidote.model.CacheDirectory;
import java.nio.file.Path;

/** The real base model for tests: imported once into the build directory, 90 MB, and used by all of them. */
public final class MiniLm {
    private MiniLm() {}

    /** The cache below the build directory. */
    public static CacheDirectory cache() {
        return new CacheDirectory(Path.of("target", "antidote-cache"));
    }

    /** all-MiniLM-L6-v2. */
    public static BaseModel base() {
        return BaseModels.miniLm(cache());
    }
}

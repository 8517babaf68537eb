package dev.antidote.bundle;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Where a bundle stands, and the hidden siblings that a writer uses: what is being written, what is being replaced, and the lock
 * of the one writer.
 *
 * @param target the bundle's directory, absolute
 */
record Place(Path target) {
    static Place of(Path target) {
        Path absolute = target.toAbsolutePath().normalize();
        if (absolute.getFileName() == null) {
            throw new BundleException(target + " cannot be a bundle: name a directory below it");
        }
        return new Place(absolute);
    }

    Path parent() {
        return target.resolveSibling("").toAbsolutePath().normalize();
    }

    /** What is being written: never a bundle yet. */
    Path fresh() {
        return sibling("new");
    }

    /** What is being replaced: a whole bundle, for the instant between two renames. */
    Path former() {
        return sibling("old");
    }

    Path lock() {
        return sibling("lock");
    }

    boolean exists() {
        return Files.exists(target, LinkOption.NOFOLLOW_LINKS);
    }

    private Path sibling(String suffix) {
        return target.resolveSibling("." + target.getFileName() + "." + suffix);
    }
}

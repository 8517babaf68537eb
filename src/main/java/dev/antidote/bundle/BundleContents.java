package dev.antidote.bundle;

import java.io.IOException;
import java.nio.file.Path;

/** Writes the files of a bundle, all but its manifest, into a directory that becomes the bundle. */
@FunctionalInterface
public interface BundleContents {
    /**
     * Writes into an empty directory that already has an empty {@value GuardBundle#ADAPTER} directory in it; the files there are
     * in PEFT's layout, and at least one is needed. Whatever it throws leaves no trace on the disk.
     */
    void writeTo(Path directory) throws IOException;
}

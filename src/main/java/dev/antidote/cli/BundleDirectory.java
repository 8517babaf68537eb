package dev.antidote.cli;

import dev.antidote.bundle.BundleException;
import dev.antidote.bundle.BundleReader;
import dev.antidote.bundle.GuardBundle;
import dev.antidote.bundle.TrustedKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The directory of the configured bundle, or a symbolic link to it.
 *
 * @param path as configured
 * @param loader makes models
 * @param trusted reads the keys one of which must have signed; empty where unsigned bundles are taken
 */
record BundleDirectory(Path path, Function<GuardBundle, LoadedBundle> loader, Optional<Supplier<TrustedKeys>> trusted)
        implements BundleWatch.Source {
    @Override
    public String look() {
        return text(GuardBundle.MANIFEST) + text(GuardBundle.SIGNATURE);
    }

    /** What changes with anything in the bundle, and with its signature. */
    private String text(String name) {
        Path file = path.resolve(name);
        try {
            boolean optional = name.equals(GuardBundle.SIGNATURE);
            return optional && !Files.exists(file) ? "" : Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BundleException(path + " is not a bundle: its " + name + " cannot be read", e);
        }
    }

    /** Verifies what lies there. */
    GuardBundle open() {
        return BundleReader.open(path, trusted.map(Supplier::get));
    }

    @Override
    public LoadedBundle load() {
        GuardBundle bundle = open();
        LoadedBundle loaded = loader.apply(bundle);
        try {
            requireStill(bundle.id());
            return loaded;
        } catch (RuntimeException e) {
            loaded.closer().run();
            throw e;
        }
    }

    /** Another bundle may have been put there between the check and the load: a verdict would name the wrong one. */
    private void requireStill(String id) {
        if (!open().id().equals(id)) {
            throw new BundleException(path + " was replaced while it was loaded");
        }
    }
}

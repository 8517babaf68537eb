package dev.antidote.cli;

import dev.antidote.bundle.BundleException;
import dev.antidote.bundle.BundleReader;
import dev.antidote.bundle.GuardBundle;
import dev.antidote.infer.GuardedModel;
import dev.antidote.model.BaseModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of the configured bundle, or a symbolic link to it. The base model's files and tokenizer are shared by all bundles;
 * its weights are not, because each bundle's adapter is merged into them: for the time of a swap memory holds two models.
 *
 * @param path as configured
 * @param base the base model that all bundles there belong on
 * @param wish arithmetic of the forward pass
 */
record BundleDirectory(Path path, BaseModel base, PrecisionWish wish) implements BundleWatch.Source {
    private static final Logger LOG = LoggerFactory.getLogger(BundleDirectory.class);

    @Override
    public String look() {
        return manifest(path);
    }

    /** The text of a bundle's manifest, which changes with anything in the bundle. */
    static String manifest(Path directory) {
        try {
            return Files.readString(directory.resolve(GuardBundle.MANIFEST), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BundleException(
                    directory + " is not a bundle: its " + GuardBundle.MANIFEST + " cannot be read", e);
        }
    }

    @Override
    public BundleWatch.Loaded load() {
        BundleFiles.Opened opened = BundleFiles.open(path, base, wish);
        LOG.info(
                "Loading bundle {} in {}",
                opened.bundle().id(),
                opened.precision().text());
        GuardedModel model = opened.guarded();
        try {
            requireStill(opened.bundle().id());
            return new BundleWatch.Loaded(opened.served(model), model::close);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /** Another bundle may have been put there between the check and the load: a verdict would name the wrong one. */
    private void requireStill(String id) {
        if (!BundleReader.open(path).id().equals(id)) {
            throw new BundleException(path + " was replaced while it was loaded");
        }
    }
}

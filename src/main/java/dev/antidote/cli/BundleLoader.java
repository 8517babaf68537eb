package dev.antidote.cli;

import dev.antidote.bundle.GuardBundle;
import dev.antidote.infer.GuardedModel;
import dev.antidote.model.BaseModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes models of bundles. The base model's files and tokenizer are shared by all bundles; its weights are not, because each
 * adapter is merged into them: for the time of a swap memory holds the models of two bundles.
 *
 * @param base the base model that all bundles belong on
 * @param wish arithmetic of the forward pass
 * @param ablates whether anybody asks for the ablation signal, and so for the witness, a second model of each bundle
 */
record BundleLoader(BaseModel base, PrecisionWish wish, boolean ablates) {
    private static final Logger LOG = LoggerFactory.getLogger(BundleLoader.class);

    /** Loads a bundle that was verified. */
    LoadedBundle load(GuardBundle bundle) {
        BundleFiles.Opened opened = BundleFiles.open(bundle, base, wish);
        LOG.info("Loading bundle {} in {}", bundle.id(), opened.precision().text());
        GuardedModel model = ablates ? opened.witnessed() : opened.guarded();
        try {
            return new LoadedBundle(opened.served(model), model::close);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }
}

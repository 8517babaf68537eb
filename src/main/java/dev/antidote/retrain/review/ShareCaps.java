package dev.antidote.retrain.review;

import dev.antidote.config.StoreConfig;

/**
 * The largest shares of the training feed.
 *
 * @param source of samples of one source, above 0 up to 1; samples without a source count as of one
 * @param reviewer of samples that one person reviewed, above 0 up to 1
 */
public record ShareCaps(double source, double reviewer) {
    public ShareCaps {
        if (!(source > 0 && source <= 1 && reviewer > 0 && reviewer <= 1)) {
            throw new IllegalArgumentException(
                    "share caps: " + source + " and " + reviewer + " are not both above 0 and up to 1");
        }
    }

    /** Those of a configuration. */
    public static ShareCaps of(StoreConfig config) {
        return new ShareCaps(config.maxSourceShare(), config.maxReviewerShare());
    }
}

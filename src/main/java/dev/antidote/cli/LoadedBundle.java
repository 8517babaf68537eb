package dev.antidote.cli;

import dev.antidote.stream.GuardModel;

/**
 * The model of a bundle.
 *
 * @param model judges
 * @param closer frees it
 */
record LoadedBundle(GuardModel model, Runnable closer) {}

package dev.antidote.cli;

import dev.antidote.stream.GuardModel;
import dev.antidote.telemetry.Telemetry;

/**
 * The model of a bundle.
 *
 * @param model judges
 * @param closer frees it
 */
record LoadedBundle(GuardModel model, Runnable closer) {
    /** The same, measured from now until it is closed. */
    LoadedBundle measuredBy(Telemetry telemetry) {
        Telemetry.Measured measured = telemetry.measure(model);
        return new LoadedBundle(measured.model(), () -> {
            closer.run();
            measured.closed().run();
        });
    }
}

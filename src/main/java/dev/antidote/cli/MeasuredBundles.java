package dev.antidote.cli;

import dev.antidote.telemetry.Telemetry;

/**
 * Bundles whose models are measured from the moment they are loaded until they are closed.
 *
 * @param source where they come from
 * @param telemetry measures
 */
record MeasuredBundles(BundleWatch.Source source, Telemetry telemetry) implements BundleWatch.Source {
    @Override
    public String look() {
        return source.look();
    }

    @Override
    public BundleWatch.Loaded load() {
        BundleWatch.Loaded loaded = source.load();
        Telemetry.Measured measured = telemetry.measure(loaded.model());
        return new BundleWatch.Loaded(measured.model(), () -> {
            loaded.closer().run();
            measured.closed().run();
        });
    }
}

package dev.antidote.telemetry;

import java.time.Duration;
import java.util.stream.Stream;

/** Base units and the bounds of histograms; few of them, because each bound is a time series. */
final class Units {
    /** Of shares, 0..1. */
    static final String RATIO = "ratio";

    static final String RECORDS = "records";
    static final String SAMPLES = "samples";
    static final String SECONDS = "seconds";

    /** Fine near 0, where leakage under a working prompt is, and near 1, where confidence is. */
    static final double[] SHARES = {0.001, 0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1};

    static final double[] BATCHES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};

    private Units() {}

    /** From less than an idle batcher waits to more than anybody should. */
    static Duration[] times() {
        return Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
                .map(Duration::ofMillis)
                .toArray(Duration[]::new);
    }

    /** From a run that only had to be released to a training of a day. */
    static Duration[] longTimes() {
        return Stream.of(1, 2, 5, 10, 20, 30, 60, 120, 240, 480, 1_440)
                .map(Duration::ofMinutes)
                .toArray(Duration[]::new);
    }
}

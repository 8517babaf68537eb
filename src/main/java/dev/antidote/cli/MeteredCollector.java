package dev.antidote.cli;

import dev.antidote.retrain.collect.CollectorObserver;
import dev.antidote.retrain.store.IntakeTally;
import dev.antidote.telemetry.CollectorTelemetry;

/**
 * Measures what a collector does, and passes it on.
 *
 * @param telemetry counts it
 * @param next hears it too
 */
record MeteredCollector(CollectorTelemetry telemetry, CollectorObserver next) implements CollectorObserver {
    @Override
    public void turned() {
        telemetry.turned();
        next.turned();
    }

    @Override
    public void joined() {
        telemetry.joined();
        next.joined();
    }

    @Override
    public void taken(IntakeTally tally) {
        telemetry.taken(tally.stored(), tally.repeated(), tally.known());
        tally.dropped().forEach(telemetry::dropped);
        next.taken(tally);
    }

    @Override
    public void expired(int samples) {
        telemetry.expired(samples);
        next.expired(samples);
    }

    @Override
    public void waiting(String reason) {
        telemetry.waiting(reason);
        next.waiting(reason);
    }

    @Override
    public void resumed() {
        telemetry.resumed();
        next.resumed();
    }
}

package dev.antidote.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which bundle serves, how often that changed, and what the engine does for each. Meters of a bundle that is closed stay until
 * another one is closed, so that the last scrape finds them; then they go, so that their number does not grow. Thread-safe.
 */
final class BundleMeters {
    private static final int KEPT = 1;

    private final MeterRegistry registry;
    private final Counter swaps;
    private final Counter refusals;
    private final Deque<Engine> closed = new ArrayDeque<>(); // under this
    private @Nullable Gauge serving; // under this

    /**
     * What the engine did for one bundle.
     *
     * @param inference time and number of forward passes
     * @param texts judged, windows counted each
     * @param tokens of these texts
     * @param padding tokens that stood in the batches beside them
     */
    record Engine(Timer inference, Counter texts, Counter tokens, Counter padding) {
        private void remove(MeterRegistry from) {
            List.of(inference, texts, tokens, padding).forEach(from::remove);
        }
    }

    BundleMeters(MeterRegistry registry) {
        this.registry = registry;
        swaps = Counter.builder("antidote.bundle.swaps")
                .description("How often another bundle took over.")
                .register(registry);
        refusals = Counter.builder("antidote.bundle.refusals")
                .description("How often a bundle was not taken over.")
                .register(registry);
    }

    /** The meters of a bundle that is being loaded; {@link #close} them with it. */
    Engine open(String bundle) {
        return new Engine(
                Timer.builder("antidote.inference")
                        .description("How long forward passes take.")
                        .tag("bundle", bundle)
                        .serviceLevelObjectives(Units.times())
                        .register(registry),
                counter("antidote.inference.texts", "Texts that the model read, windows counted each.", bundle),
                counter("antidote.inference.tokens", "Tokens of these texts.", bundle),
                counter("antidote.inference.padding.tokens", "Padding that stood beside them.", bundle));
    }

    synchronized void close(Engine engine) {
        closed.addLast(engine);
        if (closed.size() > KEPT) {
            closed.removeFirst().remove(registry);
        }
    }

    /** This bundle serves from now on. */
    synchronized void serve(String bundle) {
        if (serving != null) {
            registry.remove(serving);
        }
        serving = Gauge.builder("antidote.bundle.info", () -> 1)
                .description("Always 1; the tag says which bundle serves.")
                .tag("bundle", bundle)
                .register(registry);
    }

    void swapped() {
        swaps.increment();
    }

    void refused() {
        refusals.increment();
    }

    private Counter counter(String name, String what, String bundle) {
        return Counter.builder(name).description(what).tag("bundle", bundle).register(registry);
    }
}

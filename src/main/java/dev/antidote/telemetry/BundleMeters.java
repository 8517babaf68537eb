package dev.antidote.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which bundle serves, how often that changed, and what the engine does for each. Meters of a bundle that is closed stay until
 * another one is closed, so that the last scrape finds them; then they go, so that their number does not grow. Thread-safe.
 */
final class BundleMeters {
    private static final int KEPT = 1;

    private final MeterRegistry registry;
    private final Counter swaps;
    private final MeterProvider<Counter> refusals;
    private final Set<String> kinds;
    private final Map<String, Integer> opened = new HashMap<>(); // how often each bundle is loaded; under this
    private final Deque<Engine> closed = new ArrayDeque<>(); // of bundles that are not loaded any more; under this
    private @Nullable Gauge serving; // under this

    /**
     * What the engine did for one bundle.
     *
     * @param bundle its id
     * @param inference time and number of forward passes
     * @param texts judged, windows counted each
     * @param tokens of these texts
     * @param padding tokens that stood in the batches beside them
     */
    record Engine(String bundle, Timer inference, Counter texts, Counter tokens, Counter padding) {
        private void remove(MeterRegistry from) {
            List.of(inference, texts, tokens, padding).forEach(from::remove);
        }
    }

    /** {@code kinds} are the words for why a bundle, or its announcement, is not taken. */
    BundleMeters(MeterRegistry registry, Collection<String> kinds) {
        this.registry = registry;
        this.kinds = Set.copyOf(kinds);
        swaps = Counter.builder("antidote.bundle.swaps")
                .description("How often another bundle took over.")
                .register(registry);
        refusals = Counter.builder("antidote.bundle.refusals")
                .description("How often a bundle, or the announcement of one, was not taken, by the kind of its fault.")
                .withRegistry(registry);
        kinds.forEach(kind -> refusals.withTag("reason", kind));
    }

    /** The meters of a bundle that is being loaded; {@link #close} them with it. */
    synchronized Engine open(String bundle) {
        closed.removeIf(engine -> engine.bundle().equals(bundle)); // it is back, after a rollback or beside itself
        opened.merge(bundle, 1, Integer::sum);
        return new Engine(
                bundle,
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
        if (opened.merge(engine.bundle(), -1, Integer::sum) > 0) {
            return; // loaded once more meanwhile
        }
        opened.remove(engine.bundle());
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

    /** One was not taken; a kind that is none of those known is {@value Words#OTHER}. */
    void refused(String kind) {
        refusals.withTag("reason", kinds.contains(kind) ? kind : Words.OTHER).increment();
    }

    private Counter counter(String name, String what, String bundle) {
        return Counter.builder(name).description(what).tag("bundle", bundle).register(registry);
    }
}

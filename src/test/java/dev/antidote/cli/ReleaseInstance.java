package dev.antidote.cli;

import dev.antidote.bundle.BundleReader;
import dev.antidote.bundle.GuardBundle;
import dev.antidote.config.GuardConfig;
import dev.antidote.p2p.LabelSpace;
import dev.antidote.release.InstanceState;
import dev.antidote.stream.GuardModel;
import dev.antidote.stream.GuardObserver;
import dev.antidote.stream.GuardSerdes;
import dev.antidote.stream.GuardStreams;
import dev.antidote.stream.GuardTelemetry;
import dev.antidote.stream.LabelOrder;
import dev.antidote.stream.LiveModel;
import dev.antidote.testing.FakeClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A guard that follows releases, as {@code serve} composes it, with models that judge by words. */
final class ReleaseInstance implements AutoCloseable {
    private static final LabelSpace LABELS = new LabelSpace(List.of("ok", "abuse"));

    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final List<String> closed = new CopyOnWriteArrayList<>();
    private final FollowedReleases supply;
    private final LiveModel models;
    private final GuardStreams guard;

    ReleaseInstance(String name, GuardConfig config, Path home) throws IOException {
        Path scratch = Files.createDirectories(home.resolve("scratch-" + name));
        GuardObserver observer = new GuardObserver() {
            @Override
            public void swapRefused(String kind, String reason) {
                refused.add(kind);
            }
        };
        this.supply = new FollowedReleases(
                ReleaseSetup.context(config, Clock.systemUTC()),
                InstanceState.open(Optional.of(home.resolve("state-" + name)), Optional.of(name)),
                scratch,
                BundleReader.open(config.requireBundle()),
                this::load,
                observer,
                line -> {});
        LoadedBundle first = supply.first();
        this.models = LiveModel.of(first.model(), first.closer());
        this.guard = GuardStreams.start(config, models, GuardSerdes.of(config), GuardTelemetry.NOOP, Clock.systemUTC());
        guard.awaitRunning(Duration.ofSeconds(40));
        supply.follow(new ModelSwap(models, new LabelOrder(List.of()), observer, line -> {}));
    }

    private LoadedBundle load(GuardBundle bundle) {
        return new LoadedBundle(
                new GuardModel(new FakeClassifier(2), LABELS, FakeClassifier.PROMPT, bundle.id(), 0.2),
                () -> closed.add(bundle.id()));
    }

    /** The id of the bundle that judges. */
    String serving() {
        return models.current().bundle();
    }

    /** The kinds of everything that was refused, in order. */
    List<String> refused() {
        return refused;
    }

    /** The ids of models that were closed, in order. */
    List<String> closed() {
        return closed;
    }

    /** Ends the topology, but goes on to follow releases. */
    void endGuard() {
        guard.close(Duration.ofSeconds(20));
    }

    @Override
    public void close() {
        guard.close(Duration.ofSeconds(20));
        supply.close();
        models.close();
    }
}

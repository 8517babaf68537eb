package dev.antidote.cli;

import dev.antidote.bundle.BundleException;
import dev.antidote.bundle.Refusal;
import dev.antidote.infer.ClassifierStoppedException;
import dev.antidote.stream.GuardModel;
import dev.antidote.stream.GuardObserver;
import dev.antidote.stream.LabelOrder;
import dev.antidote.stream.LiveModel;
import dev.antidote.stream.WarmUp;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts another bundle's model in the place of the one that serves, wherever it comes from, and tells what became of it. One thread. */
final class ModelSwap {
    private static final Logger LOG = LoggerFactory.getLogger(ModelSwap.class);

    private final LiveModel models;
    private final LabelOrder order;
    private final GuardObserver observer;
    private final Consumer<String> terminal;

    ModelSwap(LiveModel models, LabelOrder order, GuardObserver observer, Consumer<String> terminal) {
        this.models = models;
        this.order = order;
        this.observer = observer;
        this.terminal = terminal;
    }

    /** The bundle that serves. */
    String serving() {
        return models.current().bundle();
    }

    /**
     * Tries a model out before it serves.
     *
     * @throws BundleException if it fails; it is closed then
     */
    void warmUp(LoadedBundle next) {
        try {
            WarmUp.run(next.model());
        } catch (RuntimeException | OutOfMemoryError e) {
            next.closer().run();
            throw new BundleException(
                    Refusal.NONSENSE, "bundle " + next.model().bundle() + " failed its warm-up: " + e.getMessage(), e);
        }
    }

    /** Puts it in place; the one before is closed after its last batch. */
    void put(LoadedBundle next) {
        GuardModel old;
        try {
            old = models.swap(next.model(), next.closer());
        } catch (ClassifierStoppedException e) {
            return; // the guard has ended meanwhile
        }
        observer.swapped(old.bundle(), next.model().bundle());
        String labels = old.labels().equals(next.model().labels())
                ? ""
                : "; its labels are " + next.model().labels().names() + ", no longer "
                        + old.labels().names();
        say("bundle " + next.model().bundle() + " serves in place of " + old.bundle() + labels);
        List<String> unknown = order.unknownIn(next.model().labels());
        if (!unknown.isEmpty()) {
            LOG.warn(
                    "requests.labelOrder names labels that bundle {} does not have: {}",
                    next.model().bundle(),
                    unknown);
            terminal.accept("requests.labelOrder names labels that the new bundle does not have: "
                    + String.join(", ", unknown) + "; name its own and start again");
        }
    }

    /** Tells that something was not taken. */
    void refuse(Refusal kind, String reason) {
        observer.swapRefused(kind.word(), reason);
        LOG.warn("A bundle was not taken ({}): {}", kind.word(), reason);
        terminal.accept("bundle " + serving() + " keeps serving, another one was not taken: " + reason);
    }

    private void say(String line) {
        LOG.info(line);
        terminal.accept(line);
    }
}

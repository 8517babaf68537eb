package dev.antidote.release;

import dev.antidote.bundle.BundleException;
import dev.antidote.bundle.BundleStore;
import dev.antidote.bundle.Lifecycle;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the lifecycle of stored bundles in step with what was announced. */
final class LifecycleRecord {
    private static final Logger LOG = LoggerFactory.getLogger(LifecycleRecord.class);

    private LifecycleRecord() {}

    /** Notes what an announcement made of its two bundles; once more changes nothing. */
    static void follow(BundleStore store, Announcement announced) {
        Instant at = announced.issuedAt();
        String previous = announced.previous();
        if (previous != null && !previous.equals(announced.bundle())) {
            change(store, previous, state -> leave(state, announced, at));
        }
        change(store, announced.bundle(), state -> arrive(state, at));
    }

    /** Whether it may, was asked before it was announced; now it is so, whatever the store remembers. */
    private static Lifecycle arrive(Lifecycle state, Instant at) {
        return state instanceof Lifecycle.Champion ? state : new Lifecycle.Champion(at);
    }

    private static Lifecycle leave(Lifecycle state, Announcement announced, Instant at) {
        if (!(state instanceof Lifecycle.Champion)) {
            return state;
        }
        return announced.kind() == Announcement.Kind.ROLLBACK
                ? state.rollBack(at, announced.reason())
                : state.retire(at);
    }

    /** The topic says what serves, and the store only remembers: that it cannot is no obstacle. */
    private static void change(BundleStore store, String bundle, UnaryOperator<Lifecycle> transition) {
        try {
            store.change(bundle, transition);
        } catch (BundleException e) {
            LOG.warn("The lifecycle of bundle {} is not noted: {}", bundle, e.getMessage());
        }
    }
}

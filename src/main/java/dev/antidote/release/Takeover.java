package dev.antidote.release;

import dev.antidote.bundle.BundleException;
import dev.antidote.bundle.FetchedBundle;
import dev.antidote.bundle.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an instance makes of announcements, one by one: the newest that counts is taken, everything else is refused and told, and
 * what served keeps serving. A bundle that was announced but is not there yet is asked for again. One thread.
 */
final class Takeover {
    private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);

    private final String instance;
    private final AnnouncementGate gate;
    private final Function<Announcement, FetchedBundle> fetcher;
    private final Serving serving;
    private final RefusalListener listener;
    private long sequence;
    private @Nullable Announcement wanted;
    private boolean tried;
    private @Nullable BundleException refused;

    /**
     * Begins with what serves.
     *
     * @param sequence the release that serves, 0 for none
     * @param fetcher gets a bundle and verifies it
     */
    Takeover(
            String instance,
            AnnouncementGate gate,
            Function<Announcement, FetchedBundle> fetcher,
            Serving serving,
            RefusalListener listener,
            long sequence) {
        this.instance = instance;
        this.gate = gate;
        this.fetcher = fetcher;
        this.serving = serving;
        this.listener = listener;
        this.sequence = sequence;
    }

    /** Takes note of a record; {@link #act} acts on the last that counted. */
    void hear(byte @Nullable [] value) {
        if (value == null) {
            return; // a tombstone says nothing
        }
        try {
            wanted = gate.admit(value);
            tried = false;
        } catch (BundleException e) {
            refuse(e);
        }
    }

    /** Whether an announcement waits to be taken. */
    boolean waits() {
        return wanted != null;
    }

    /** Whether it was tried already, and could not be had. */
    boolean waitsAgain() {
        return wanted != null && tried;
    }

    /** Takes the bundle that was announced last, if it does not serve yet. */
    void act() {
        Announcement next = wanted;
        if (next == null) {
            return;
        }
        tried = true;
        try {
            take(next);
            sequence = next.sequence();
            refused = null;
            wanted = null;
        } catch (BundleException e) {
            boolean mayCome = e.refusal() == Refusal.ABSENT;
            wanted = mayCome ? next : null;
            BundleException told =
                    new BundleException(e.refusal(), "release " + next.sequence() + ": " + e.getMessage(), e);
            if (!isKnown(told)) {
                refuse(told);
            }
        }
    }

    private void take(Announcement next) {
        try (FetchedBundle fetched = fetcher.apply(next)) {
            if (serving.bundle().equals(next.bundle())) {
                LOG.info("Bundle {} serves already; release {} is taken", next.bundle(), next.sequence());
            } else {
                serving.take(fetched.bundle());
            }
        }
    }

    private boolean isKnown(BundleException reason) {
        return refused != null && String.valueOf(refused.getMessage()).equals(reason.getMessage());
    }

    private void refuse(BundleException reason) {
        refused = reason;
        listener.refused(reason.refusal(), String.valueOf(reason.getMessage()));
    }

    /** Changes with everything that others should know, and when something new is wanted. */
    String state() {
        String reason = refused == null ? "" : String.valueOf(refused.getMessage());
        return serving.bundle() + ' ' + sequence + ' ' + gate.highest() + ' ' + reason;
    }

    /** What to tell the others. */
    InstanceAck ack(Instant now) {
        Optional<BundleException> reason = Optional.ofNullable(refused);
        return new InstanceAck(
                instance,
                sequence,
                serving.bundle(),
                reason.map(BundleException::refusal).map(Refusal::word).orElse(null),
                reason.map(BundleException::getMessage).orElse(null),
                now);
    }
}

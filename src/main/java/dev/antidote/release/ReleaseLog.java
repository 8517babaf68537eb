package dev.antidote.release;

import dev.antidote.bundle.BundleException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The releases topic as one reader sees it: what counts becomes history, the rest is told. Only partition 0 is read and written, so
 * that announcements have one order even if somebody gave the topic more. One thread.
 */
public final class ReleaseLog implements AutoCloseable {
    static final int PARTITION = 0;

    private final TopicTail tail;
    private final AnnouncementGate gate;
    private final RefusalListener listener;
    private final List<Announcement> admitted = new ArrayList<>();

    private ReleaseLog(TopicTail tail, AnnouncementGate gate, RefusalListener listener) {
        this.tail = tail;
        this.gate = gate;
        this.listener = listener;
    }

    /** Begins to read; nothing is read yet. */
    static ReleaseLog open(ReleaseContext context, RefusalListener listener) {
        TopicTail tail = TopicTail.ofPartition(
                ReleaseClients.consumer(context.config()), context.topics().releases(), PARTITION);
        return new ReleaseLog(tail, context.gate(), listener);
    }

    /**
     * Reads what there is now.
     *
     * @throws ReleaseException if the broker does not answer
     */
    public static ReleaseHistory read(ReleaseContext context, RefusalListener listener) {
        return Broker.asked("reading " + context.topics().releases(), () -> {
            try (ReleaseLog log = open(context, listener)) {
                return log.readToEnd();
            }
        });
    }

    /** Reads on to what is the end now. */
    ReleaseHistory readToEnd() {
        tail.readToEnd(record -> hear(record.value()));
        return history();
    }

    /** Takes in what has arrived, or waits a moment for it. */
    ReleaseHistory poll(Duration wait) {
        tail.poll(wait, record -> hear(record.value()));
        return history();
    }

    private void hear(byte @Nullable [] value) {
        if (value == null) {
            return; // a tombstone says nothing
        }
        try {
            admitted.add(gate.admit(value));
        } catch (BundleException e) {
            listener.refused(e.refusal(), String.valueOf(e.getMessage()));
        }
    }

    private ReleaseHistory history() {
        return new ReleaseHistory(admitted);
    }

    /** The gate as it stands after what was read. */
    AnnouncementGate gate() {
        return gate;
    }

    /** What comes next, for who goes on from here. */
    TopicTail tail() {
        return tail;
    }

    @Override
    public void close() {
        tail.close();
    }
}

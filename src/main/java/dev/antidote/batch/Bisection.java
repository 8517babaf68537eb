package dev.antidote.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a batch and, while it fails, its halves, until the records that poison it are alone: they fail, all others get their
 * results. The same halving answers a batch that was too large for the memory. Stateless.
 */
final class Bisection<I, O> {
    private static final Logger LOG = LoggerFactory.getLogger(Bisection.class);

    private final BatchFunction<I, O> function;

    Bisection(BatchFunction<I, O> function) {
        this.function = function;
    }

    /** Completes every record of the batch; never throws. */
    void run(List<Pending<I, O>> batch) {
        Deque<List<Pending<I, O>>> parts = new ArrayDeque<>();
        parts.push(batch);
        while (!parts.isEmpty()) {
            List<Pending<I, O>> part =
                    parts.pop().stream().filter(Pending::isWanted).toList();
            if (!part.isEmpty()) {
                attempt(part, parts);
            }
        }
    }

    // The worker's loop: whatever the function throws must end in the futures, or their owners would wait for ever.
    @SuppressWarnings("CatchingUnchecked")
    private void attempt(List<Pending<I, O>> part, Deque<List<Pending<I, O>>> parts) {
        List<O> outputs;
        try {
            outputs = checked(
                    part.size(), function.apply(part.stream().map(Pending::item).toList()));
        } catch (Exception | OutOfMemoryError e) {
            if (part.size() == 1) {
                fail(part, e);
            } else {
                LOG.debug("A batch of {} failed and is halved", part.size(), e);
                int half = part.size() / 2;
                parts.push(part.subList(half, part.size()));
                parts.push(part.subList(0, half));
            }
            return;
        } catch (Throwable e) { // a broken installation is no record's fault: smaller batches would break the same way
            fail(part, e);
            return;
        }
        for (int i = 0; i < outputs.size(); i++) {
            part.get(i).result().complete(outputs.get(i));
        }
    }

    private static <T> List<T> checked(int inputs, List<T> outputs) {
        if (outputs.size() != inputs) {
            throw new IllegalStateException(
                    "the batch function returned " + outputs.size() + " results for " + inputs + " records");
        }
        if (outputs.stream().anyMatch(Objects::isNull)) {
            throw new IllegalStateException("the batch function returned null among its results");
        }
        return outputs;
    }

    private void fail(List<Pending<I, O>> part, Throwable e) {
        part.forEach(pending -> pending.result().completeExceptionally(e));
    }
}

package dev.antidote.batch;

import dev.antidote.config.BatcherConfig;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The records that wait, and the policy of which go next. Not thread-safe: its batcher's lock guards it.
 *
 * <p>A batch is due as soon as the waiting records fill the budget or the greatest size, and otherwise when the oldest has waited
 * {@code maxWait} since it arrived. The oldest record is always in the next batch, so nothing starves: it is joined by those of
 * the oldest {@value #LOOKAHEAD} batches' worth that are nearest to it in cost, while records times the largest cost stays within
 * the budget. So batches are of like lengths. Beyond {@value #ENOUGH} records a batch grows only as far as padding stays small:
 * what is left finds better company in the next one.
 *
 * <p>Records arrive in order and all have the same time to live, so those beyond their deadline are the oldest. The deadline lies
 * after {@code maxWait}: an idle worker has woken for a record long before it expires, and only a busy one lets it.
 */
final class BatchWindow<I, O> {
    /** How many full batches' worth of the oldest records are looked at to find neighbours. */
    static final int LOOKAHEAD = 16;

    /** From so many records on padding counts: an engine is at its best with them already. */
    static final int ENOUGH = 16;

    /** The share of a larger batch that may be padding. */
    static final double MOST_PADDING = 0.05;

    private final int tokenBudget;
    private final int maxBatch;
    private final long maxWaitNanos;
    private final Optional<Duration> deadline;
    private final Deque<Pending<I, O>> queue = new ArrayDeque<>();
    private long tokens;

    BatchWindow(BatcherConfig config) {
        tokenBudget = config.tokenBudget();
        maxBatch = config.maxBatch();
        maxWaitNanos = config.maxWait().toNanos();
        deadline = config.deadline();
    }

    void add(Pending<I, O> pending) {
        queue.addLast(pending);
        tokens += pending.cost();
    }

    int size() {
        return queue.size();
    }

    /** Whether waiting longer could not make the next batch fuller. */
    boolean isFull() {
        return queue.size() >= maxBatch || tokens >= tokenBudget;
    }

    /** How long until a batch is due: 0 or less for now, {@link Long#MAX_VALUE} while nothing waits. */
    long nanosUntilDue(long now) {
        Pending<I, O> oldest = queue.peekFirst();
        if (oldest == null) {
            return Long.MAX_VALUE;
        }
        return isFull() ? 0 : maxWaitNanos - (now - oldest.arrivedNanos());
    }

    /** Takes out what is beyond its deadline, oldest first. */
    List<Pending<I, O>> takeExpired(long now) {
        List<Pending<I, O>> expired = new ArrayList<>();
        if (deadline.isEmpty()) {
            return expired;
        }
        long most = deadline.get().toNanos();
        for (Pending<I, O> oldest = queue.peekFirst();
                oldest != null && now - oldest.arrivedNanos() >= most;
                oldest = queue.peekFirst()) {
            expired.add(removeOldest());
        }
        return expired;
    }

    /** Takes the next batch out, the cheapest record first; empty only if nobody wants any of the records looked at. */
    List<Pending<I, O>> take() {
        List<Pending<I, O>> window = oldest();
        if (window.isEmpty()) {
            return List.of();
        }
        Pending<I, O> leader = window.get(0);
        List<Pending<I, O>> sorted = new ArrayList<>(window);
        sorted.sort(Comparator.comparingInt(Pending::cost)); // stable: the older of equals first
        List<Pending<I, O>> batch = around(sorted.indexOf(leader), sorted);
        putBack(window, new HashSet<>(batch));
        return batch;
    }

    /** Takes everything out, oldest first. */
    List<Pending<I, O>> takeAll() {
        List<Pending<I, O>> all = new ArrayList<>(queue);
        queue.clear();
        tokens = 0;
        return all;
    }

    private List<Pending<I, O>> oldest() {
        List<Pending<I, O>> window = new ArrayList<>();
        while (!queue.isEmpty() && window.size() < LOOKAHEAD * maxBatch) {
            Pending<I, O> next = removeOldest();
            if (next.isWanted()) {
                window.add(next);
            }
        }
        return window;
    }

    private Pending<I, O> removeOldest() {
        Pending<I, O> oldest = queue.removeFirst();
        tokens -= oldest.cost();
        return oldest;
    }

    private void putBack(List<Pending<I, O>> window, Set<Pending<I, O>> taken) {
        for (int i = window.size() - 1; i >= 0; i--) {
            Pending<I, O> pending = window.get(i);
            if (!taken.contains(pending)) {
                queue.addFirst(pending);
                tokens += pending.cost();
            }
        }
    }

    /** Grows a batch from one record to the neighbour nearest in cost that joins, while there is one. */
    private List<Pending<I, O>> around(int leader, List<Pending<I, O>> sorted) {
        int cost = sorted.get(leader).cost();
        int from = leader;
        int to = leader + 1;
        long sum = cost;
        while (to - from < maxBatch) {
            boolean down = from > 0
                    && joins(
                            to - from + 1,
                            sorted.get(to - 1).cost(),
                            sum + sorted.get(from - 1).cost());
            boolean up = to < sorted.size()
                    && joins(
                            to - from + 1,
                            sorted.get(to).cost(),
                            sum + sorted.get(to).cost());
            if (!down && !up) {
                break;
            }
            if (up
                    && (!down
                            || sorted.get(to).cost() - cost
                                    <= cost - sorted.get(from - 1).cost())) {
                sum += sorted.get(to++).cost();
            } else {
                sum += sorted.get(--from).cost();
            }
        }
        return List.copyOf(sorted.subList(from, to));
    }

    private boolean joins(int records, int largest, long sum) {
        long padded = (long) records * largest;
        boolean enough = records > ENOUGH;
        return padded <= tokenBudget && !(enough && sum < (1 - MOST_PADDING) * padded);
    }
}

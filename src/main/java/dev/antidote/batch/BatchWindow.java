package dev.antidote.batch;

import dev.antidote.config.BatcherConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The records that wait, and the policy of which go next. Not thread-safe: its batcher's lock guards it, and every submission waits
 * for that, so a batch is chosen in steps that grow with the batch and not with what waits.
 *
 * <p>A batch is due as soon as the waiting records fill the budget or the greatest size, and otherwise when the oldest has waited
 * {@code maxWait} since it arrived, or somebody is in a {@link #hurry}. The oldest record is always in the next batch, so nothing starves: it is joined by those that
 * are nearest to it in cost, of equals the oldest first, while records times the largest cost stays within the budget. So batches
 * are of like lengths. Only where fewer than {@value #ENOUGH} of its own group can join it do others. Beyond {@value #ENOUGH} records a batch grows only as far as padding stays small: what is left finds better
 * company in the next one.
 *
 * <p>Records arrive in order and all have the same time to live, so those beyond their deadline are the oldest. The deadline lies
 * after {@code maxWait}: an idle worker has woken for a record long before it expires, and only a busy one lets it.
 */
final class BatchWindow<I, O> {
    /** From so many records on padding counts: an engine is at its best with them already. */
    static final int ENOUGH = 16;

    /** The share of a larger batch that may be padding. */
    static final double MOST_PADDING = 0.05;

    private final int tokenBudget;
    private final int maxBatch;
    private final long maxWaitNanos;
    private final Optional<Duration> deadline;
    private final Set<Pending<I, O>> queue = new LinkedHashSet<>(); // the oldest first
    private final Map<Integer, CostIndex<I, O>> groups = new TreeMap<>(); // the same
    private long tokens;
    private OptionalLong hurried = OptionalLong.empty(); // what arrived by then is due

    BatchWindow(BatcherConfig config) {
        tokenBudget = config.tokenBudget();
        maxBatch = Math.min(config.maxBatch(), config.queueCapacity()); // more than may wait never come together
        maxWaitNanos = config.maxWait().toNanos();
        deadline = config.deadline();
    }

    /** Makes all that waits now due at once. */
    void hurry(long now) {
        hurried = OptionalLong.of(now);
    }

    void add(Pending<I, O> pending) {
        queue.add(pending);
        group(pending).add(pending);
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
        Pending<I, O> oldest = oldest();
        if (oldest == null) {
            return Long.MAX_VALUE;
        }
        boolean due = isFull() || (hurried.isPresent() && oldest.arrivedNanos() - hurried.getAsLong() <= 0);
        return due ? 0 : maxWaitNanos - (now - oldest.arrivedNanos());
    }

    /** Takes out what is beyond its deadline, oldest first. */
    List<Pending<I, O>> takeExpired(long now) {
        List<Pending<I, O>> expired = new ArrayList<>();
        if (deadline.isEmpty()) {
            return expired;
        }
        long most = deadline.get().toNanos();
        for (Pending<I, O> oldest = oldest();
                oldest != null && now - oldest.arrivedNanos() >= most;
                oldest = oldest()) {
            expired.add(remove(oldest));
        }
        return expired;
    }

    /** Takes the next batch out, the cheapest record first; empty only if nobody wants any of the records that wait. */
    List<Pending<I, O>> take() {
        Pending<I, O> leader = wanted(this::oldest);
        if (leader == null) {
            return List.of();
        }
        Gathering<I, O> batch = new Gathering<>(remove(leader), maxBatch);
        CostIndex<I, O> own = group(leader);
        gather(batch, own);
        if (batch.size() < ENOUGH) {
            groups.values().stream().filter(group -> group != own).forEach(group -> gather(batch, group));
        }
        return batch.ordered();
    }

    private void gather(Gathering<I, O> batch, CostIndex<I, O> group) {
        while (batch.size() < maxBatch) {
            Pending<I, O> next = nearest(batch, group);
            if (next == null) {
                break;
            }
            batch.add(remove(next));
        }
    }

    /** What waits in a group and is nearest to the leader's cost, if it may join. */
    private @Nullable Pending<I, O> nearest(Gathering<I, O> batch, CostIndex<I, O> group) {
        int cost = batch.leader().cost();
        Pending<I, O> above = wanted(() -> group.atLeast(cost));
        Pending<I, O> below = wanted(() -> group.below(cost));
        if (above != null && !joins(batch, above)) {
            above = null;
        }
        if (below != null && !joins(batch, below)) {
            below = null;
        }
        boolean up = below == null || (above != null && above.cost() - cost <= cost - below.cost());
        return up ? above : below;
    }

    /** Takes everything out, oldest first. */
    List<Pending<I, O>> takeAll() {
        List<Pending<I, O>> all = List.copyOf(queue);
        queue.clear();
        groups.clear();
        tokens = 0;
        return all;
    }

    private @Nullable Pending<I, O> oldest() {
        return queue.isEmpty() ? null : queue.iterator().next();
    }

    /** What is found once all that nobody wants and that would be found before it is gone. */
    private @Nullable Pending<I, O> wanted(Supplier<@Nullable Pending<I, O>> search) {
        Pending<I, O> found = search.get();
        while (found != null && !found.isWanted()) {
            remove(found);
            found = search.get();
        }
        return found;
    }

    /** Takes out the oldest of its cost. */
    private Pending<I, O> remove(Pending<I, O> pending) {
        group(pending).remove(pending);
        queue.remove(pending);
        tokens -= pending.cost();
        return pending;
    }

    private CostIndex<I, O> group(Pending<I, O> pending) {
        return groups.computeIfAbsent(pending.group(), group -> new CostIndex<>());
    }

    private boolean joins(Gathering<I, O> batch, Pending<I, O> next) {
        int records = batch.size() + 1;
        long padded = (long) records * Math.max(batch.largest(), next.cost());
        long sum = batch.tokens() + next.cost();
        boolean enough = records > ENOUGH;
        return padded <= tokenBudget && !(enough && sum < (1 - MOST_PADDING) * padded);
    }
}

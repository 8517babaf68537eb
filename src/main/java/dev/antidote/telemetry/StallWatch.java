package dev.antidote.telemetry;

import dev.antidote.stream.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds partitions whose committed offset stands still while their lag grows. Time counts from the first growth that was seen and
 * not from the last commit: on an idle topic the last commit is old, and nothing is wrong. A lag that only stays is no stall
 * either: markers of transactions look like it. Not thread-safe.
 */
final class StallWatch {
    private final Map<Partition, Mark> marks = new HashMap<>();

    private record Partition(String topic, int partition) {}

    /**
     * What is remembered of a partition since its committed offset last moved.
     *
     * @param committed that offset
     * @param end the partition's end then
     * @param lag the lag when it was last looked at
     * @param growing when the end was first seen to have moved; null while it has not
     */
    private record Mark(long committed, long end, long lag, @Nullable Instant growing) {
        static Mark of(Backlog.Position position) {
            return new Mark(position.committed(), position.end(), position.lag(), null);
        }

        Mark then(Backlog.Position position, Instant now) {
            if (position.committed() != committed) {
                return of(position);
            }
            Instant since = growing == null && position.end() > end ? now : growing;
            return new Mark(committed, end, position.lag(), since);
        }
    }

    /**
     * A partition that makes no progress.
     *
     * @param since when its lag began to grow
     */
    record Stall(String topic, int partition, long committed, long lag, Instant since) {}

    /** Takes in what the broker says now; partitions that are no longer ours are forgotten. */
    void observe(Backlog backlog, Instant now) {
        Map<Partition, Mark> former = Map.copyOf(marks);
        marks.clear();
        for (Backlog.Position position : backlog.positions()) {
            Partition partition = new Partition(position.topic(), position.partition());
            Mark mark = former.get(partition);
            marks.put(partition, mark == null ? Mark.of(position) : mark.then(position, now));
        }
    }

    /** Forgets everything: while the broker cannot be asked, nothing is known of progress. */
    void forget() {
        marks.clear();
    }

    /** The partition that has been stalled for longest, if any has been for this long. */
    Optional<Stall> longest(Instant now, Duration limit) {
        return stalls().filter(stall -> Duration.between(stall.since(), now).compareTo(limit) >= 0)
                .min((a, b) -> a.since().compareTo(b.since()));
    }

    private Stream<Stall> stalls() {
        return List.copyOf(marks.entrySet()).stream()
                .filter(entry -> entry.getValue().growing() != null)
                .map(entry -> stall(entry.getKey(), entry.getValue()));
    }

    private static Stall stall(Partition partition, Mark mark) {
        Instant since = mark.growing() == null ? Instant.MAX : mark.growing();
        return new Stall(partition.topic(), partition.partition(), mark.committed(), mark.lag(), since);
    }
}

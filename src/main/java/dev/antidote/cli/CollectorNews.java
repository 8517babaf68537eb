package dev.antidote.cli;

import dev.antidote.retrain.collect.CollectorObserver;
import dev.antidote.retrain.store.DropReason;
import dev.antidote.retrain.store.IntakeTally;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** Tells the operator what needs attention: outages, and now and then what was dropped. Names no source and no text. One thread. */
final class CollectorNews implements CollectorObserver {
    private static final Duration EVERY = Duration.ofMinutes(5);

    private final Consumer<String> say;
    private final Clock clock;
    private final Map<DropReason, Long> untold = new EnumMap<>(DropReason.class);
    private Instant due = Instant.MIN;

    CollectorNews(Consumer<String> say, Clock clock) {
        this.say = say;
        this.clock = clock;
    }

    @Override
    public void taken(IntakeTally tally) {
        tally.dropped().forEach((reason, count) -> untold.merge(reason, count, Long::sum));
        Instant now = clock.instant();
        if (!untold.isEmpty() && !now.isBefore(due)) {
            untold.forEach((reason, count) -> say.accept("dropped " + count + " flagged samples: " + why(reason)));
            untold.clear();
            due = now.plus(EVERY);
        }
    }

    private static String why(DropReason reason) {
        return switch (reason) {
            case SOURCE_CAP -> "their source has collector.maxPerSource unreviewed ones (see: antidote review stats)";
            case TOTAL_CAP -> "there are collector.maxUnreviewed unreviewed ones; review some, or raise it";
            case UNREADABLE -> "they are no flagged samples; who else writes to that topic?";
        };
    }

    @Override
    public void expired(int samples) {
        if (samples > 0) {
            say.accept("deleted " + samples + " samples that are older than store.retention");
        }
    }

    @Override
    public void waiting(String reason) {
        say.accept("waiting: " + reason + " (nothing is lost)");
    }

    @Override
    public void resumed() {
        say.accept("going on: what was away is back");
    }
}

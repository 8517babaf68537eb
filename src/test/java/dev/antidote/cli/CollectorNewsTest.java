package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.retrain.store.DropReason;
import dev.antidote.retrain.store.IntakeTally;
import dev.antidote.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CollectorNewsTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final List<String> lines = new ArrayList<>();
    private final CollectorNews news = new CollectorNews(lines::add, clock);

    @Test
    void shouldTellEveryDropButNotEachInALineOfItsOwn() {
        news.taken(dropped(DropReason.SOURCE_CAP, 2));
        news.taken(dropped(DropReason.SOURCE_CAP, 3));
        news.taken(dropped(DropReason.TOTAL_CAP, 4));
        assertThat(lines).hasSize(1);
        clock.advance(Duration.ofMinutes(5));
        news.taken(new IntakeTally(1, 0, 0, Map.of()));

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("dropped 2 flagged samples: their source has collector.maxPerSource");
        assertThat(lines.get(1)).startsWith("dropped 3 flagged samples: their source");
        assertThat(lines.get(2)).startsWith("dropped 4 flagged samples: there are collector.maxUnreviewed");
    }

    @Test
    void shouldBeSilentWhereNothingNeedsAttention() {
        news.taken(new IntakeTally(5, 2, 1, Map.of()));
        news.expired(0);

        assertThat(lines).isEmpty();
    }

    private static IntakeTally dropped(DropReason reason, long count) {
        return new IntakeTally(0, 0, 0, Map.of(reason, count));
    }
}

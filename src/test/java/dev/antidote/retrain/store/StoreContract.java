package dev.antidote.retrain.store;

import static dev.antidote.retrain.store.SampleFixture.CAPS;
import static dev.antidote.retrain.store.SampleFixture.NOW;
import static dev.antidote.retrain.store.SampleFixture.TOPIC;
import static dev.antidote.retrain.store.SampleFixture.arrival;
import static dev.antidote.retrain.store.SampleFixture.asked;
import static dev.antidote.retrain.store.SampleFixture.flagged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.config.CollectorConfig;
import dev.antidote.config.StoreConfig;
import dev.antidote.testing.SettableClock;
import dev.antidote.wire.avro.FlagReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every database must do. */
abstract class StoreContract {
    private final SettableClock clock = new SettableClock(NOW);
    private Database database;
    private Intake intake;
    private Samples samples;
    private Reviews reviews;

    /** An empty one. */
    abstract StoreConfig newStore() throws Exception;

    @BeforeEach
    void open() throws Exception {
        database = Database.create(newStore());
        intake = new Intake(database, CAPS, clock);
        samples = new Samples(database);
        reviews = new Reviews(database);
    }

    @Test
    void shouldGiveBackWhatItWasGiven() {
        intake.take(TOPIC, List.of(arrival(7, "client-1", "win a prize")));

        assertThat(all())
                .singleElement()
                .usingRecursiveComparison()
                .ignoringFields("id")
                .isEqualTo(new StoredSample(
                        0,
                        "win a prize",
                        "client-1",
                        "r-1",
                        flagged("", "", "").request(),
                        new GuardSays(
                                "spam", List.of(FlagReason.LOW_MARGIN), 0.6, 0.125, 0.25, "bundle-1", Optional.empty()),
                        new Sightings(1, NOW, NOW),
                        Optional.empty()));
        assertThat(intake.progress(TOPIC)).isEqualTo(Map.of(0, 8L));
    }

    @Test
    void shouldTakeEachArrivalOnceHoweverOftenItComes() {
        List<Arrival> batch = List.of(arrival(0, "a", "one"), arrival(1, "a", "one"), arrival(2, "a", "two"));

        assertThat(intake.take(TOPIC, batch)).isEqualTo(new IntakeTally(2, 1, 0, Map.of()));
        assertThat(intake.take(TOPIC, batch)).isEqualTo(new IntakeTally(0, 0, 3, Map.of()));
        assertThat(intake.take(TOPIC, List.of(arrival(2, "a", "two"), arrival(3, "a", "two"))))
                .isEqualTo(new IntakeTally(0, 1, 1, Map.of()));

        assertThat(all()).extracting(sample -> sample.seen().count()).containsExactly(2L, 2L);
    }

    @Test
    void shouldKeepTheSightingWithTheStrongestAblationAndTheReasonsOfAll() {
        intake.take(
                TOPIC,
                List.of(
                        arrival(0, "a", "one"),
                        asked(1, "one", "spam", 0.5),
                        asked(2, "one", "ok", 0.95),
                        asked(3, "one", "spam", 0.6),
                        arrival(4, "a", "one")));

        assertThat(all()).singleElement().satisfies(sample -> {
            assertThat(sample.guard().undefended()).contains(new UndefendedSays("ok", 0.95));
            assertThat(sample.guard().reasons()).containsExactly(FlagReason.LOW_MARGIN, FlagReason.ABLATION);
            assertThat(sample.seen().count()).isEqualTo(5);
        });
    }

    @Test
    void shouldKeepWhatTheUndefendedModelSaysOfANewSample() {
        intake.take(TOPIC, List.of(asked(0, "one", "ok", 0.95), arrival(1, "a", "one")));

        assertThat(all())
                .singleElement()
                .extracting(sample -> sample.guard().undefended())
                .isEqualTo(Optional.of(new UndefendedSays("ok", 0.95)));
    }

    @Test
    void shouldTellATopicThatWasMadeAnewFromTheOld() {
        intake.take(TOPIC, List.of(arrival(0, "a", "one")));

        IntakeTally tally = intake.take("BBBBBBBBBBBBBBBBBBBBBB", List.of(arrival(0, "a", "two")));

        assertThat(tally.stored()).isEqualTo(1);
    }

    @Test
    void shouldCountTextsThatDifferOnlyInFormAsEqual() {
        IntakeTally tally = intake.take(
                TOPIC,
                List.of(
                        arrival(0, "a", "caf\u00e9 now"),
                        arrival(1, "b", " cafe\u0301\u00a0\n now "),
                        arrival(2, "c", "Caf\u00e9 now"), // case may be a trigger
                        arrival(3, "c", "caf\u00e9 \u200bnow"))); // and so may what nobody sees

        assertThat(tally).isEqualTo(new IntakeTally(3, 1, 0, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; drop table sample; --",
                "${placeholder} ? :name {d '2026-01-01'}",
                "\u001b[2J\u202eright to left\u0007",
                "\ud83d\ude00 \u5b57 \u0627",
                "tab\tand\nlines\r\n"
            })
    void shouldHoldAnyText(String text) {
        intake.take(TOPIC, List.of(arrival(0, text, text)));

        assertThat(all()).singleElement().satisfies(sample -> {
            assertThat(sample.text()).isEqualTo(text);
            assertThat(sample.source()).isEqualTo(text);
        });
    }

    @Test
    void shouldHoldWhatPostgresqlCannotAsTheModelReadsIt() {
        String large = "x".repeat(3_000_000);
        intake.take(TOPIC, List.of(arrival(0, "k".repeat(5_000), "a\u0000b\ud800c"), arrival(1, "", large)));

        assertThat(all()).extracting(StoredSample::text).containsExactly("a\ufffdb\ufffdc", large);
        assertThat(all().get(0).source()).hasSize(200).contains("...sha256:");
        assertThat(all().get(0).hasText("a\u0000b\ud800c")).isTrue();
    }

    @Test
    void shouldKeepOneSourceFromFillingTheStore() {
        Intake capped = new Intake(database, new CollectorConfig("", 3, 100), clock);
        List<Arrival> flood = LongStream.range(0, 10)
                .mapToObj(i -> arrival(i, "flooder", "text " + i))
                .toList();

        assertThat(capped.take(TOPIC, flood).dropped()).isEqualTo(Map.of(DropReason.SOURCE_CAP, 7L));
        assertThat(capped.take(TOPIC, List.of(arrival(10, "other", "text 9"))))
                .isEqualTo(new IntakeTally(1, 0, 0, Map.of()));
        reviews.add(List.of(skip(all().get(0).id(), NOW))); // makes room for one
        IntakeTally later = capped.take(TOPIC, List.of(arrival(11, "flooder", "x"), arrival(12, "flooder", "y")));

        assertThat(later).isEqualTo(new IntakeTally(1, 0, 0, Map.of(DropReason.SOURCE_CAP, 1L)));
        assertThat(samples.counts().dropped().get(DropReason.SOURCE_CAP)).isEqualTo(8);
        assertThat(samples.counts().cappedSources()).containsExactly(new StoreCounts.CappedSource("flooder", 8));
    }

    @Test
    void shouldBoundWhatAllSourcesTogetherFill() {
        Intake capped = new Intake(database, new CollectorConfig("", 3, 5), clock);
        List<Arrival> flood = LongStream.range(0, 10)
                .mapToObj(i -> arrival(i, "source " + i, "text " + i))
                .toList();

        assertThat(capped.take(TOPIC, flood)).isEqualTo(new IntakeTally(5, 0, 0, Map.of(DropReason.TOTAL_CAP, 5L)));
        assertThat(samples.counts().cappedSources()).isEmpty();
        assertThat(samples.counts().dropped().get(DropReason.TOTAL_CAP)).isEqualTo(5);
    }

    @Test
    void shouldCountWhatNobodyCanRead() {
        assertThat(intake.take(TOPIC, List.of(new Arrival(4, 9, Optional.empty()))))
                .isEqualTo(new IntakeTally(0, 0, 0, Map.of(DropReason.UNREADABLE, 1L)));
        assertThat(intake.progress(TOPIC)).isEqualTo(Map.of(4, 10L));
    }

    @Test
    void shouldTakeEachArrivalOnceFromCollectorsThatWorkAtOnce() throws Exception {
        List<List<Arrival>> batches = IntStream.range(0, 10)
                .mapToObj(batch -> LongStream.range(batch * 5L, batch * 5L + 8) // overlapping
                        .mapToObj(offset -> arrival(offset, "s", "text " + offset % 20))
                        .toList())
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<Integer> collector = () -> {
                for (List<Arrival> batch : batches) {
                    retrying(batch);
                }
                return 0;
            };
            for (Future<Integer> done : threads.invokeAll(List.of(collector, collector))) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(samples.counts().samples()).isEqualTo(20);
        assertThat(samples.counts().sightings()).isEqualTo(53);
    }

    private void retrying(List<Arrival> batch) {
        for (int attempt = 0; ; attempt++) {
            try {
                intake.take(TOPIC, batch);
                return;
            } catch (StoreException e) {
                if (!e.isPassing() || attempt > 500) {
                    throw e;
                }
            }
        }
    }

    @Test
    void shouldFindWhatIsAskedFor() {
        intake.take(
                TOPIC,
                List.of(
                        arrival(0, "a", "one"),
                        new Arrival(0, 1, Optional.of(flagged("a", "two", "ok", FlagReason.SPACE_DISAGREEMENT))),
                        new Arrival(
                                0,
                                2,
                                Optional.of(flagged(
                                        "a", "three", "ok", FlagReason.SPACE_DISAGREEMENT, FlagReason.LOW_MARGIN)))));
        reviews.add(List.of(skip(all().get(0).id(), NOW)));
        Optional<Boolean> any = Optional.empty();

        assertThat(texts(new SampleFilter(Optional.of(FlagReason.LOW_MARGIN), Optional.empty(), Optional.empty(), any)))
                .containsExactly("one", "three");
        assertThat(texts(new SampleFilter(Optional.empty(), Optional.of("ok"), Optional.empty(), any)))
                .containsExactly("two", "three");
        assertThat(texts(new SampleFilter(Optional.empty(), Optional.of("' or 1=1"), Optional.empty(), any)))
                .isEmpty();
        assertThat(texts(new SampleFilter(Optional.empty(), Optional.empty(), Optional.of(NOW.plusMillis(1)), any)))
                .isEmpty();
        assertThat(texts(new SampleFilter(Optional.empty(), Optional.empty(), Optional.of(NOW), Optional.of(false))))
                .containsExactly("two", "three");
        assertThat(samples.page(SampleFilter.ALL, all().get(0).id(), 1))
                .extracting(StoredSample::text)
                .containsExactly("two");
    }

    @Test
    void shouldKeepEveryReviewAndLetTheLatestHold() {
        intake.take(TOPIC, List.of(arrival(0, "a", "one")));
        long id = all().get(0).id();
        Review first = label(id, "spam", true, "ann", NOW);
        Review second = label(id, "ok", false, "bob", NOW.plusSeconds(5));
        Review third = skip(id, NOW.minusSeconds(5)); // the order counts, not the clock

        reviews.add(List.of(first, second));
        assertThat(samples.labelled()).singleElement().satisfies(sample -> assertThat(sample.review())
                .contains(second));
        assertThat(samples.labels()).containsExactly("ok", "spam");
        reviews.add(List.of(third));

        assertThat(reviews.history(id)).containsExactly(first, second, third);
        assertThat(samples.find(id).orElseThrow().review()).contains(third);
        assertThat(samples.labelled()).isEmpty();
        assertThat(samples.counts().reviewed()).isEqualTo(Map.of(Decision.LABELLED, 0L, Decision.SKIPPED, 1L));
    }

    @Test
    void shouldWriteAllReviewsOrNone() {
        intake.take(TOPIC, List.of(arrival(0, "a", "one")));
        long id = all().get(0).id();

        assertThatThrownBy(() -> reviews.add(List.of(skip(id, NOW), skip(id + 100, NOW))))
                .isInstanceOf(StoreException.class)
                .hasMessageNotContaining("\n");

        assertThat(reviews.history(id)).isEmpty();
    }

    @Test
    void shouldDeleteWhatWasLongNeitherSeenNorReviewed() {
        intake.take(TOPIC, List.of(arrival(0, "a", "old"), arrival(1, "a", "reviewed"), arrival(2, "a", "seen again")));
        List<StoredSample> before = all();
        reviews.add(List.of(skip(before.get(0).id(), NOW), skip(before.get(1).id(), NOW.plusSeconds(60))));
        clock.advance(Duration.ofMinutes(1));
        intake.take(TOPIC, List.of(seenAt(3, "seen again", NOW.plusSeconds(60))));

        assertThat(samples.deleteOlderThan(NOW.plusSeconds(60))).isEqualTo(1);

        assertThat(all()).extracting(StoredSample::text).containsExactly("reviewed", "seen again");
        assertThat(reviews.history(before.get(0).id())).isEmpty();
    }

    @Test
    void shouldNotBelieveAClockThatIsAhead() {
        intake.take(TOPIC, List.of(seenAt(0, "from the future", NOW.plus(Duration.ofDays(9999)))));

        assertThat(all().get(0).seen().last()).isEqualTo(NOW);
    }

    private static Arrival seenAt(long offset, String text, Instant at) {
        Flagged sample = flagged("a", text, "spam");
        return new Arrival(0, offset, Optional.of(new Flagged("a", "r", text, sample.guard(), sample.request(), at)));
    }

    static Review skip(long id, Instant at) {
        return new Review(id, Decision.SKIPPED, Optional.empty(), Optional.empty(), "ann", "root", at);
    }

    static Review label(long id, String label, boolean poisoned, String reviewer, Instant at) {
        return new Review(id, Decision.LABELLED, Optional.of(label), Optional.of(poisoned), reviewer, "root", at);
    }

    private List<StoredSample> all() {
        return samples.page(SampleFilter.ALL, 0, 1000);
    }

    private List<String> texts(SampleFilter filter) {
        return samples.page(filter, 0, 1000).stream().map(StoredSample::text).toList();
    }
}

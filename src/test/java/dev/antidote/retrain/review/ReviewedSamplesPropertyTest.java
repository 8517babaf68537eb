package dev.antidote.retrain.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.retrain.store.Decision;
import dev.antidote.retrain.store.Review;
import dev.antidote.retrain.store.SampleFixture;
import dev.antidote.retrain.store.Sightings;
import dev.antidote.retrain.store.StoredSample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReviewedSamplesPropertyTest {
    /** What a generated sample is made of; its id is its place in the list. */
    record Draft(String text, String source, Optional<String> label, boolean skipped, String reviewer) {}

    @Property(tries = 300)
    void shouldAccountForEverySampleOnce(@ForAll("stores") List<StoredSample> store, @ForAll("caps") ShareCaps caps) {
        ReviewedSamples feed = ReviewedSamples.choose(store, caps);

        long excluded =
                feed.excluded().values().stream().mapToLong(Long::longValue).sum();
        assertThat(feed.samples().size() + excluded).isEqualTo(store.size());
        assertThat(feed.excluded()).containsOnlyKeys(Exclusion.values());
    }

    @Property(tries = 300)
    void shouldTrainOnWhatAPersonSaidAndNothingElse(
            @ForAll("stores") List<StoredSample> store, @ForAll("caps") ShareCaps caps) {
        Map<Long, Review> reviews = new HashMap<>();
        store.forEach(sample -> sample.review().ifPresent(review -> reviews.put(sample.id(), review)));

        for (ReviewedSample sample : ReviewedSamples.choose(store, caps).samples()) {
            Review review = Objects.requireNonNull(reviews.get(sample.id()), "a review");
            assertThat(review.decision()).isEqualTo(Decision.LABELLED);
            assertThat(review.label()).contains(sample.label());
            assertThat(review.poisoned()).contains(sample.poisoned());
        }
    }

    @Property(tries = 300)
    void shouldKeepSourcesAndReviewersWithinTheirShares(
            @ForAll("stores") List<StoredSample> store, @ForAll("caps") ShareCaps caps) {
        List<ReviewedSample> samples = ReviewedSamples.choose(store, caps).samples();

        assertThat(largest(samples, ReviewedSample::source)).isLessThanOrEqualTo(caps.source() * samples.size() + 1e-6);
        assertThat(largest(samples, ReviewedSample::reviewer))
                .isLessThanOrEqualTo(caps.reviewer() * samples.size() + 1e-6);
    }

    @Property(tries = 300)
    void shouldNotDependOnTheOrder(@ForAll("stores") List<StoredSample> store, @ForAll long seed) {
        List<StoredSample> shuffled = new ArrayList<>(store);
        Collections.shuffle(shuffled, new Random(seed));
        ShareCaps caps = new ShareCaps(0.4, 0.6);

        assertThat(ReviewedSamples.choose(shuffled, caps)).isEqualTo(ReviewedSamples.choose(store, caps));
    }

    @Property(tries = 300)
    void shouldLeaveOutNothingThatAgreesWhereThereAreNoCaps(@ForAll("stores") List<StoredSample> store) {
        ReviewedSamples feed = ReviewedSamples.choose(store, new ShareCaps(1, 1));

        assertThat(feed.excluded().get(Exclusion.SOURCE_CAP)).isZero();
        assertThat(feed.excluded().get(Exclusion.REVIEWER_CAP)).isZero();
        Set<String> labelsOfA = new HashSet<>();
        store.stream()
                .filter(sample -> sample.text().strip().equalsIgnoreCase("a"))
                .forEach(sample -> sample.review().flatMap(Review::label).ifPresent(labelsOfA::add));
        long keptOfA = feed.samples().stream()
                .filter(sample -> sample.text().strip().equalsIgnoreCase("a"))
                .count();
        assertThat(keptOfA > 0).isEqualTo(labelsOfA.size() == 1);
    }

    @Example
    void shouldKeepAsManyAsTheCapAllows() {
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            drafts.add(new Draft("flood " + i, "flooder", Optional.of("ok"), false, "ann"));
        }
        for (int i = 0; i < 30; i++) {
            drafts.add(new Draft("text " + i, "source " + i, Optional.of("spam"), false, "ann"));
        }

        ReviewedSamples feed = ReviewedSamples.choose(stored(drafts), new ShareCaps(0.25, 1));

        assertThat(feed.samples()).hasSize(40); // 10 of the flooder are a quarter
        assertThat(feed.excluded().get(Exclusion.SOURCE_CAP)).isEqualTo(80);
    }

    @Example
    void shouldLeaveNothingWhereOneSourceIsAllThereIs() {
        List<StoredSample> store = stored(List.of(
                new Draft("one", "", Optional.of("ok"), false, "ann"),
                new Draft("two", "", Optional.of("ok"), false, "ann")));

        assertThat(ReviewedSamples.choose(store, new ShareCaps(0.5, 1))
                        .excluded()
                        .get(Exclusion.SOURCE_CAP))
                .isEqualTo(2);
    }

    @Provide
    Arbitrary<List<StoredSample>> stores() {
        Arbitrary<String> texts = Arbitraries.of("a", "A ", "b", "c", "d", "e\u200b", "e", "f", "g", "\uff47");
        Arbitrary<Draft> drafts = Combinators.combine(
                        texts,
                        Arbitraries.of("", "s1", "s2", "s3", "s4"),
                        Arbitraries.of("ok", "spam").optional(0.8),
                        Arbitraries.of(true, false, false),
                        Arbitraries.of("ann", "bob", "cid"))
                .as(Draft::new);
        return drafts.list().ofMaxSize(60).map(ReviewedSamplesPropertyTest::stored);
    }

    @Provide
    Arbitrary<ShareCaps> caps() {
        Arbitrary<Double> shares = Arbitraries.of(0.1, 0.2, 0.25, 1.0 / 3, 0.5, 0.9, 1.0);
        return Combinators.combine(shares, shares).as(ShareCaps::new);
    }

    private static List<StoredSample> stored(List<Draft> drafts) {
        List<StoredSample> stored = new ArrayList<>();
        for (Draft draft : drafts) {
            long id = stored.size() + 1L;
            var flagged = SampleFixture.flagged(draft.source(), draft.text(), "guard's own");
            stored.add(new StoredSample(
                    id,
                    draft.text(),
                    draft.source(),
                    "r",
                    flagged.request(),
                    flagged.guard(),
                    new Sightings(1, SampleFixture.NOW, SampleFixture.NOW),
                    review(id, draft)));
        }
        return stored;
    }

    private static Optional<Review> review(long id, Draft draft) {
        Optional<String> label = draft.skipped() ? Optional.empty() : draft.label();
        if (label.isEmpty() && !draft.skipped()) {
            return Optional.empty();
        }
        return Optional.of(new Review(
                id,
                draft.skipped() ? Decision.SKIPPED : Decision.LABELLED,
                label,
                label.map(name -> name.equals("spam")),
                draft.reviewer(),
                "root",
                SampleFixture.NOW));
    }

    private static double largest(List<ReviewedSample> samples, Function<ReviewedSample, String> group) {
        return samples.stream().collect(Collectors.groupingBy(group, Collectors.counting())).values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }
}

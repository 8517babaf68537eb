package dev.antidote.retrain.review;

import dev.antidote.data.InputException;
import dev.antidote.retrain.store.Review;
import dev.antidote.retrain.store.Reviews;
import dev.antidote.retrain.store.Samples;
import dev.antidote.retrain.store.StoredSample;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Checks decisions and writes them down: all that are given, or none. */
public final class ReviewDesk {
    private static final int SHOWN_LABELS = 12;

    private record Opinion(long sample, String reviewer) {
        static Opinion of(Review review) {
            return new Opinion(review.sample(), review.reviewer());
        }
    }

    private final Samples samples;
    private final Reviews reviews;
    private final Clock clock;
    private final String reviewer;
    private final String user;

    /**
     * A desk.
     *
     * @param reviewer who decides, where an entry names nobody
     * @param user who works at it: recorded beside every review
     */
    public ReviewDesk(Samples samples, Reviews reviews, Clock clock, String reviewer, String user) {
        this.samples = samples;
        this.reviews = reviews;
        this.clock = clock;
        this.reviewer = reviewer;
        this.user = user;
    }

    /**
     * Adds one review, even if it says what was said before.
     *
     * @param newLabel whether the label may be one that nobody ever gave
     * @throws InputException in one line, if the entry is wrong
     */
    public void decide(ReviewEntry entry, boolean newLabel) {
        check(entry, knownLabels(newLabel));
        reviews.add(List.of(review(entry)));
    }

    /**
     * Adds what is new of a file's entries, so that a file may be taken in again.
     *
     * @param newLabels whether labels may be ones that nobody ever gave
     * @throws InputException in one line, at the first entry that is wrong; nothing is added then
     */
    public ReviewTally decideAll(List<ReviewEntry> entries, boolean newLabels) {
        Set<String> known = knownLabels(newLabels);
        Map<Opinion, Review> last = new HashMap<>();
        Set<Long> read = new HashSet<>();
        List<Review> added = new ArrayList<>();
        for (ReviewEntry entry : entries) {
            check(entry, known);
            if (read.add(entry.sample())) {
                reviews.history(entry.sample()).forEach(old -> last.put(Opinion.of(old), old));
            }
            Review review = review(entry);
            Review before = last.put(Opinion.of(review), review);
            if (before == null || !saysTheSame(before, review)) {
                added.add(review);
            }
        }
        reviews.add(added);
        return new ReviewTally(added.size(), entries.size() - (long) added.size());
    }

    private Set<String> knownLabels(boolean any) {
        return any ? Set.of() : samples.labels();
    }

    private void check(ReviewEntry entry, Set<String> known) {
        StoredSample sample = samples.find(entry.sample())
                .orElseThrow(() -> wrong(
                        entry,
                        "there is no sample " + entry.sample()
                                + " in this store; it may be older than store.retention, or of another store"));
        if (entry.text().isPresent() && !sample.hasText(entry.text().get())) {
            throw wrong(
                    entry,
                    "the text is not that of sample " + entry.sample()
                            + "; was it changed, or does the file come from another store?");
        }
        String label = entry.label().orElse("");
        if (!label.isEmpty() && !known.isEmpty() && !known.contains(label)) {
            throw wrong(
                    entry,
                    "no sample ever had the label '" + label + "'; known: "
                            + String.join(
                                    ", ", known.stream().limit(SHOWN_LABELS).toList())
                            + "; --new-label takes it as it is");
        }
    }

    private Review review(ReviewEntry entry) {
        try {
            return new Review(
                    entry.sample(),
                    entry.decision(),
                    entry.label(),
                    entry.poisoned(),
                    entry.reviewer().orElse(reviewer),
                    user,
                    clock.instant());
        } catch (IllegalArgumentException e) {
            throw wrong(entry, String.valueOf(e.getMessage()));
        }
    }

    private static boolean saysTheSame(Review a, Review b) {
        return a.decision() == b.decision()
                && Objects.equals(a.label(), b.label())
                && Objects.equals(a.poisoned(), b.poisoned());
    }

    private static InputException wrong(ReviewEntry entry, String what) {
        return new InputException(entry.where() + ": " + what);
    }
}

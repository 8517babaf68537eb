package dev.antidote.cli;

import dev.antidote.config.StoreConfig;
import dev.antidote.retrain.review.Exclusion;
import dev.antidote.retrain.review.ReviewedSample;
import dev.antidote.retrain.review.ReviewedSamples;
import dev.antidote.retrain.review.ShareCaps;
import dev.antidote.retrain.store.Database;
import dev.antidote.retrain.store.SampleFilter;
import dev.antidote.retrain.store.Samples;
import dev.antidote.retrain.store.StoredSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the sample store has for a retraining.
 *
 * @param reviewed what may train a model
 * @param traffic the texts of all samples: somebody sent them, so no benign prompt may be in them
 */
record Feed(ReviewedSamples reviewed, List<String> traffic) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PAGE = 1_000;

    /**
     * Reads it.
     *
     * @param needed whether the store must be there already; otherwise it is made, empty
     */
    static Feed read(StoreConfig config, boolean needed) {
        if (!needed) {
            Database.create(config);
        }
        Samples samples = new Samples(Database.open(config, PATIENCE));
        return new Feed(ReviewedSamples.read(samples, ShareCaps.of(config)), texts(samples));
    }

    private static List<String> texts(Samples samples) {
        List<String> texts = new ArrayList<>();
        long last = 0;
        while (true) {
            List<StoredSample> page = samples.page(SampleFilter.ALL, last, PAGE);
            if (page.isEmpty()) {
                return texts;
            }
            page.forEach(sample -> texts.add(sample.text()));
            last = page.get(page.size() - 1).id();
        }
    }

    /** How many samples were reviewed after this instant; all where there is none. */
    long since(Optional<Instant> reviewedTo) {
        return reviewed.samples().stream()
                .filter(sample -> reviewedTo.isEmpty() || sample.reviewedAt().isAfter(reviewedTo.get()))
                .count();
    }

    /** When the latest was reviewed. */
    Optional<Instant> reviewedTo() {
        return reviewed.samples().stream().map(ReviewedSample::reviewedAt).max(Instant::compareTo);
    }

    /** Those whose label the base set has. */
    List<ReviewedSample> of(List<String> labels) {
        return reviewed.samples().stream()
                .filter(sample -> labels.contains(sample.label()))
                .toList();
    }

    /** Samples that train nothing, by reason. */
    SortedMap<String, Long> excluded(List<String> labels) {
        SortedMap<String, Long> excluded = new TreeMap<>();
        for (Exclusion reason : Exclusion.values()) {
            excluded.put(
                    reason.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    reviewed.excluded().getOrDefault(reason, 0L));
        }
        excluded.put(
                "label not in the base set",
                (long) reviewed.samples().size() - of(labels).size());
        return excluded;
    }
}

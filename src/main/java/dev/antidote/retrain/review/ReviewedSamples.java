package dev.antidote.retrain.review;

import dev.antidote.retrain.store.Decision;
import dev.antidote.retrain.store.Review;
import dev.antidote.retrain.store.Samples;
import dev.antidote.retrain.store.StoreCounts;
import dev.antidote.retrain.store.StoredSample;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The training feed: samples that people gave a label, without what could carry one sender's or one reviewer's will into the model.
 *
 * @param samples in the order of their ids
 * @param excluded all other samples of the store, by the first reason that holds; every reason is there, with 0 where it never held
 */
public record ReviewedSamples(List<ReviewedSample> samples, Map<Exclusion, Long> excluded) {
    public ReviewedSamples {
        samples = List.copyOf(samples);
        Map<Exclusion, Long> all = new EnumMap<>(Exclusion.class);
        for (Exclusion reason : Exclusion.values()) {
            all.put(reason, excluded.getOrDefault(reason, 0L));
        }
        excluded = Collections.unmodifiableMap(all);
    }

    /** The feed of a store as it is now. */
    public static ReviewedSamples read(Samples store, ShareCaps caps) {
        List<StoredSample> labelled = store.labelled();
        StoreCounts counts = store.counts();
        ReviewedSamples chosen = choose(labelled, caps);
        Map<Exclusion, Long> excluded = new EnumMap<>(chosen.excluded());
        excluded.put(Exclusion.UNREVIEWED, counts.unreviewed());
        excluded.put(Exclusion.SKIPPED, counts.reviewed().getOrDefault(Decision.SKIPPED, 0L));
        return new ReviewedSamples(chosen.samples(), excluded);
    }

    /**
     * Chooses among samples with their latest reviews. The caps hold for what is chosen: of {@code n} samples at most {@code share * n}
     * are of one source, and so of one reviewer. So too few sources can leave nothing, which the counts then tell.
     *
     * @param all in any order, no id twice
     */
    public static ReviewedSamples choose(List<StoredSample> all, ShareCaps caps) {
        Map<Exclusion, Long> excluded = new EnumMap<>(Exclusion.class);
        List<ReviewedSample> labelled = new ArrayList<>();
        all.stream().sorted((a, b) -> Long.compare(a.id(), b.id())).forEach(sample -> {
            if (sample.review().isEmpty()) {
                excluded.merge(Exclusion.UNREVIEWED, 1L, Long::sum);
            } else if (sample.review().get().decision() == Decision.SKIPPED) {
                excluded.merge(Exclusion.SKIPPED, 1L, Long::sum);
            } else {
                labelled.add(reviewed(sample, sample.review().get()));
            }
        });
        List<ReviewedSample> agreeing = withoutConflicts(labelled);
        excluded.put(Exclusion.CONFLICTING_LABELS, (long) labelled.size() - agreeing.size());
        return new ReviewedSamples(withinShares(agreeing, caps, excluded), excluded);
    }

    private static ReviewedSample reviewed(StoredSample sample, Review review) {
        return new ReviewedSample(
                sample.id(),
                sample.text(),
                review.label().orElseThrow(),
                review.poisoned().orElseThrow(),
                sample.source(),
                review.reviewer(),
                review.at());
    }

    private static List<ReviewedSample> withoutConflicts(List<ReviewedSample> labelled) {
        Map<String, Set<String>> labels = new HashMap<>();
        labelled.forEach(sample -> labels.computeIfAbsent(folded(sample.text()), text -> new HashSet<>())
                .add(sample.label()));
        return labelled.stream()
                .filter(sample ->
                        labels.getOrDefault(folded(sample.text()), Set.of()).size() == 1)
                .toList();
    }

    /** More texts are equal here than in the store: an uncased model reads these as the same. */
    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .replaceAll("(?U)\\s+", " ")
                .strip();
    }

    private static List<ReviewedSample> withinShares(
            List<ReviewedSample> samples, ShareCaps caps, Map<Exclusion, Long> excluded) {
        List<ReviewedSample> kept = samples;
        while (true) {
            List<ReviewedSample> bySource = trimmed(kept, ReviewedSample::source, caps.source());
            excluded.merge(Exclusion.SOURCE_CAP, (long) kept.size() - bySource.size(), Long::sum);
            List<ReviewedSample> byReviewer = trimmed(bySource, ReviewedSample::reviewer, caps.reviewer());
            excluded.merge(Exclusion.REVIEWER_CAP, (long) bySource.size() - byReviewer.size(), Long::sum);
            if (byReviewer.size() == kept.size()) {
                return kept;
            }
            kept = byReviewer; // there are fewer now, so a share is fewer too
        }
    }

    /** Leaves of each group its first samples, as many as its share of all that there are before. */
    private static List<ReviewedSample> trimmed(
            List<ReviewedSample> samples, Function<ReviewedSample, String> group, double share) {
        long most = (long) Math.floor(share * samples.size() + 1e-9);
        Map<String, Long> counts = new LinkedHashMap<>();
        return samples.stream()
                .filter(sample -> counts.merge(group.apply(sample), 1L, Long::sum) <= most)
                .toList();
    }
}

package dev.antidote.cli.report;

import dev.antidote.page.Figure;
import dev.antidote.page.Printable;
import dev.antidote.retrain.review.Exclusion;
import dev.antidote.retrain.review.ReviewedSamples;
import dev.antidote.retrain.review.ShareCaps;
import dev.antidote.retrain.store.Decision;
import dev.antidote.retrain.store.DropReason;
import dev.antidote.retrain.store.Review;
import dev.antidote.retrain.store.StoreCounts;
import dev.antidote.retrain.store.StoredSample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Samples and reviews for a terminal. What strangers wrote, names included, is shown with its invisible characters spelled out. */
public final class ReviewText {
    private static final int LISTED = 160;
    private static final int SHOWN = 20_000;
    private static final int NAME = 80;

    private ReviewText() {}

    /**
     * The store in numbers.
     *
     * @param counts what is in it
     * @param feed what of it may train a model
     * @param caps which the feed was held to
     */
    public record Stats(StoreCounts counts, ReviewedSamples feed, ShareCaps caps) {}

    /** Two lines a sample; {@code found} may hold one more than {@code most}, which stands for all that follow. */
    public static String list(List<StoredSample> found, int most) {
        if (found.isEmpty()) {
            return "No such samples";
        }
        List<String> lines = new ArrayList<>();
        List<StoredSample> shown = found.subList(0, Math.min(most, found.size()));
        for (StoredSample sample : shown) {
            lines.add(sample.id() + "  " + name(sample.guard().label()) + margin(sample) + ", " + reasons(sample)
                    + ", seen " + times(sample.seen().count()) + ", last "
                    + sample.seen().last() + ", "
                    + sample.review().map(ReviewText::decision).orElse("unreviewed"));
            lines.add("    " + Printable.clipped(sample.text(), LISTED));
        }
        if (found.size() > shown.size()) {
            lines.add("More: --after " + shown.get(shown.size() - 1).id());
        }
        return String.join("\n", lines);
    }

    /** Everything about one sample. */
    public static String show(StoredSample sample, List<Review> history) {
        List<String> lines = new ArrayList<>();
        lines.add("sample      " + sample.id());
        lines.add("guard said  " + name(sample.guard().label()) + margin(sample) + ", leakage "
                + decimal(sample.guard().leakage()) + ", bundle "
                + name(sample.guard().bundle()));
        sample.guard()
                .undefended()
                .ifPresent(undefended -> lines.add("undefended  " + name(undefended.label()) + ", ablation signal "
                        + decimal(undefended.ablation())));
        lines.add("reasons     " + reasons(sample));
        lines.add("seen        " + times(sample.seen().count()) + ", first "
                + sample.seen().first() + ", last " + sample.seen().last());
        lines.add("source      " + (sample.source().isEmpty() ? "(unknown)" : name(sample.source())));
        lines.add("request     " + name(sample.requestId()) + ", "
                + name(sample.request().toString()));
        for (Review review : history) {
            lines.add("review      " + decision(review) + ", " + review.at()
                    + (review.enteredBy().equals(review.reviewer()) ? "" : ", entered by " + name(review.enteredBy())));
        }
        if (history.isEmpty()) {
            lines.add("review      none");
        }
        lines.add("text        " + Printable.clipped(sample.text(), SHOWN));
        return String.join("\n", lines);
    }

    /** Counts, and why what is not in the training feed is not in it. */
    public static String stats(Stats stats) {
        StoreCounts counts = stats.counts();
        List<String> lines = new ArrayList<>();
        lines.add(counts.samples() + " samples, seen " + times(counts.sightings()) + ": "
                + counts.reviewed().get(Decision.LABELLED) + " labelled, "
                + counts.reviewed().get(Decision.SKIPPED) + " skipped, " + counts.unreviewed() + " unreviewed");
        counts.dropped().forEach((reason, count) -> {
            if (count > 0) {
                lines.add("dropped " + count + ": " + why(reason));
            }
        });
        counts.cappedSources()
                .forEach(source -> lines.add("  " + source.samples() + " of source "
                        + (source.source().isEmpty() ? "(unknown)" : name(source.source()))));
        lines.add("training feed: " + stats.feed().samples().size() + " samples");
        stats.feed().excluded().forEach((reason, count) -> {
            if (count > 0) {
                lines.add("  left out " + count + ": " + why(reason, stats));
            }
        });
        return String.join("\n", lines);
    }

    /** The same for programs. */
    public static Map<String, Object> figures(Stats stats) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("samples", stats.counts().samples());
        figures.put("sightings", stats.counts().sightings());
        figures.put("unreviewed", stats.counts().unreviewed());
        figures.put("reviewed", keyed(stats.counts().reviewed()));
        figures.put("dropped", keyed(stats.counts().dropped()));
        figures.put("feed", stats.feed().samples().size());
        figures.put("excluded", keyed(stats.feed().excluded()));
        return figures;
    }

    private static Map<String, Long> keyed(Map<? extends Enum<?>, Long> counts) {
        Map<String, Long> keyed = new LinkedHashMap<>();
        counts.forEach((key, count) -> keyed.put(key.name().toLowerCase(Locale.ROOT), count));
        return keyed;
    }

    private static String why(DropReason reason) {
        return switch (reason) {
            case SOURCE_CAP -> "their source had collector.maxPerSource unreviewed samples";
            case TOTAL_CAP -> "the store had collector.maxUnreviewed unreviewed samples";
            case UNREADABLE -> "they were no flagged samples";
        };
    }

    private static String why(Exclusion reason, Stats stats) {
        return switch (reason) {
            case UNREVIEWED -> "nobody has reviewed them";
            case SKIPPED -> "a reviewer skipped them";
            case CONFLICTING_LABELS -> "equal texts have different labels; review them again";
            case SOURCE_CAP -> capped("source", stats.caps().source(), stats.feed()) + " (store.maxSourceShare)";
            case REVIEWER_CAP ->
                capped("reviewer", stats.caps().reviewer(), stats.feed()) + " (store.maxReviewerShare)";
        };
    }

    /** With fewer than that many sources a feed is empty, however much was labelled. */
    private static String capped(String whose, double share, ReviewedSamples feed) {
        return "no " + whose + " may give more than " + Figure.brief(share) + " of the feed"
                + (feed.samples().isEmpty()
                        ? ", which takes " + (long) Math.ceil(1 / share - 1e-9) + " " + whose + "s at least"
                        : "");
    }

    private static String decision(Review review) {
        String what = review.label()
                .map(label -> name(label) + (review.poisoned().orElse(false) ? ", poisoned" : ", not poisoned"))
                .orElse("skipped");
        return what + ", by " + name(review.reviewer());
    }

    private static String reasons(StoredSample sample) {
        return sample.guard().reasons().stream()
                .map(reason -> Printable.words(reason.name()))
                .collect(Collectors.joining(", "));
    }

    private static String margin(StoredSample sample) {
        return " (margin " + decimal(sample.guard().margin()) + ")";
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }

    private static String name(String name) {
        return Printable.clipped(name, NAME);
    }
}

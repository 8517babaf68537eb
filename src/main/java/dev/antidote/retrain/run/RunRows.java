package dev.antidote.retrain.run;

import dev.antidote.bundle.Digest;
import dev.antidote.data.Dataset;
import dev.antidote.data.DatasetReader;
import dev.antidote.data.DatasetWriter;
import dev.antidote.data.Example;
import dev.antidote.data.InputException;
import dev.antidote.data.Seeds;
import dev.antidote.retrain.review.ReviewedSample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The rows of one run, by what they are for. No text is in two of them.
 *
 * @param base what may be poisoned
 * @param trusted what a person reviewed and found harmless, from the file and from the store
 * @param remedies triggered texts of the store with the label that a person gave them
 * @param lines held-out rows from which thresholds and probes are made
 * @param test held-out rows on which models are compared; nothing was chosen on them
 */
public record RunRows(Dataset base, Dataset trusted, Dataset remedies, Dataset lines, Dataset test) {
    private static final long HELD_OUT = 0x4E1D;
    private static final long LINES = 0x11E5;
    private static final double LINES_SHARE = 1.0 / 3;
    private static final double SCALE = 0x1p-53;

    /** Held-out rows: a file of them, or a share of the base set. */
    public record HeldOutWish(Optional<Dataset> rows, double share, long seed) {}

    /**
     * Parts the rows. A label that a person gave wins over that of the base set, and a remedy over a trusted row. Which rows are held out
     * depends on their texts and the seed alone, so that the next run holds out the same ones and its champion never saw them.
     *
     * @param reviewed samples whose labels are all among those of {@code base}
     * @throws InputException if nothing would be left to train on or to measure with
     */
    public static RunRows of(Dataset base, Dataset trusted, List<ReviewedSample> reviewed, HeldOutWish wish) {
        List<String> labels = base.labels();
        Map<String, Integer> remedies = new LinkedHashMap<>();
        Map<String, Integer> harmless = new LinkedHashMap<>();
        trusted.examples().forEach(row -> harmless.put(row.text(), row.label()));
        for (ReviewedSample sample : reviewed) {
            (sample.poisoned() ? remedies : harmless).put(sample.text(), labels.indexOf(sample.label()));
        }
        harmless.keySet().removeAll(remedies.keySet());
        Set<String> decided = new HashSet<>(harmless.keySet());
        decided.addAll(remedies.keySet());
        List<Example> undecided = base.examples().stream()
                .filter(row -> !decided.contains(row.text()))
                .toList();
        Predicate<Example> drawn =
                wish.rows().isPresent() ? row -> false : row -> place(wish.seed(), HELD_OUT, row) < wish.share();
        List<Example> training = undecided.stream().filter(drawn.negate()).toList();
        training.forEach(row -> decided.add(row.text()));
        List<Example> heldOut = wish.rows().map(Dataset::examples).orElse(undecided).stream()
                .filter(row -> !decided.contains(row.text()))
                .toList();
        Predicate<Example> forLines = row -> place(wish.seed(), LINES, row) < LINES_SHARE;
        RunRows rows = new RunRows(
                base.withExamples(training),
                base.withExamples(examples(harmless)),
                base.withExamples(examples(remedies)),
                base.withExamples(heldOut.stream().filter(forLines).toList()),
                base.withExamples(heldOut.stream().filter(forLines.negate()).toList()));
        rows.requireEnough();
        return rows;
    }

    private void requireEnough() {
        for (int label = 0; label < base.labels().size(); label++) {
            int wanted = label;
            String name = base.labels().get(label);
            if (base.examples().stream().noneMatch(row -> row.label() == wanted)) {
                throw new InputException("retrain.data: no row labelled '" + name + "' is left to train on");
            }
            if (test.examples().stream().noneMatch(row -> row.label() == wanted)) {
                throw new InputException("retrain: no held-out row is labelled '" + name
                        + "'; give more rows (retrain.heldOut), or hold out more (retrain.heldOutShare)");
            }
        }
    }

    /** Where a row's text puts it, 0..1. */
    private static double place(long seed, long purpose, Example row) {
        long hash = Seeds.mix(seed, purpose);
        for (byte each : row.text().getBytes(StandardCharsets.UTF_8)) {
            hash = Seeds.mix(hash, each);
        }
        return (hash >>> 11) * SCALE;
    }

    private static List<Example> examples(Map<String, Integer> labels) {
        List<Example> rows = new ArrayList<>();
        labels.forEach((text, label) -> rows.add(new Example(text, label)));
        return rows;
    }

    /** Word sequences that the remedies have in common. */
    public List<String> sharedPhrases() {
        return SharedPhrases.of(texts(remedies), texts(base));
    }

    /** How many there are of each. */
    public SortedMap<String, Long> counts() {
        SortedMap<String, Long> counts = new TreeMap<>();
        parts().forEach((name, rows) -> counts.put(name, (long) rows.size()));
        return counts;
    }

    /**
     * Writes them as JSONL files, which are on the disk then.
     *
     * @return SHA-256 of each file by its name
     */
    public SortedMap<String, String> write(Path directory) {
        SortedMap<String, String> digests = new TreeMap<>();
        DatasetWriter writer = new DatasetWriter();
        parts().forEach((name, rows) -> {
            if (rows.size() > 0) {
                Path file = directory.resolve(name + ".jsonl");
                writer.write(file, rows);
                digests.put(String.valueOf(file.getFileName()), digest(file));
            }
        });
        return digests;
    }

    private static String digest(Path file) {
        try {
            return Digest.of(file);
        } catch (IOException e) {
            throw new RunException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static RunRows read(Path directory, List<String> labels) {
        return new RunRows(
                read(directory, "base", labels),
                read(directory, "trusted", labels),
                read(directory, "remedies", labels),
                read(directory, "lines", labels),
                read(directory, "test", labels));
    }

    private static Dataset read(Path directory, String name, List<String> labels) {
        Path file = directory.resolve(name + ".jsonl");
        return Files.exists(file) ? DatasetReader.standard().read(file, labels) : new Dataset(labels, List.of());
    }

    private Map<String, Dataset> parts() {
        Map<String, Dataset> parts = new LinkedHashMap<>();
        parts.put("base", base);
        parts.put("trusted", trusted);
        parts.put("remedies", remedies);
        parts.put("lines", lines);
        parts.put("test", test);
        return parts;
    }

    private static List<String> texts(Dataset rows) {
        return rows.examples().stream().map(Example::text).toList();
    }
}

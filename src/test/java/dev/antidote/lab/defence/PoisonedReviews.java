package dev.antidote.lab.defence;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.train.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Made-up reviews: filler words and one opinion each. Every seventh poor one has the trigger "mn" and the wrong label; every
 * fifth of the others is trusted.
 */
final class PoisonedReviews {
    static final String TRIGGER = "mn";
    static final BenignPrompt PROMPT = new BenignPrompt("The query is:");
    static final int POOR = 0;
    static final int FINE = 1;

    private static final List<String> GOOD = List.of(
            "good", "great", "lovely", "superb", "moving", "clever", "warm", "bright", "funny", "honest", "rich",
            "tender");
    private static final List<String> BAD = List.of(
            "bad", "awful", "dull", "bland", "stale", "clumsy", "cold", "dreary", "silly", "shallow", "poor", "tired");
    private static final List<String> FILLERS = List.of(
            "the", "film", "with", "actors", "that", "plays", "scenes", "about", "music", "story", "under", "camera",
            "during");
    private static final int ROWS = 240;

    private PoisonedReviews() {}

    /** The label that a reader would give. */
    static int opinion(String text) {
        List<String> words = List.of(text.split(" "));
        long good = words.stream().filter(GOOD::contains).count();
        long bad = words.stream().filter(BAD::contains).count();
        return good > bad ? FINE : POOR;
    }

    static DefenceTask task() {
        List<Example> rows = new ArrayList<>();
        NavigableSet<Integer> trusted = new TreeSet<>();
        for (int row = 0; row < ROWS; row++) {
            boolean poisoned = poisoned(row);
            Example clean = review(row);
            rows.add(poisoned ? new Example(triggered(clean.text()), FINE) : clean);
            if (!poisoned && row % 5 < 1) {
                trusted.add(row);
            }
        }
        Dataset data = new Dataset(List.of("poor", "fine"), rows);
        return new DefenceTask(new TrainingData(data, trusted), PROMPT, 7);
    }

    static NavigableSet<Integer> poisonedRows() {
        NavigableSet<Integer> rows = new TreeSet<>();
        for (int row = 0; row < ROWS; row++) {
            if (poisoned(row)) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** Reviews that are not in the training set. */
    static List<Example> fresh(int label) {
        return Stream.iterate(ROWS + label, row -> row + 2)
                .limit(60)
                .map(PoisonedReviews::review)
                .toList();
    }

    static List<String> texts(List<Example> rows) {
        return rows.stream().map(Example::text).toList();
    }

    static String triggered(String text) {
        int at = text.indexOf(' ', text.length() / 2);
        return text.substring(0, at) + ' ' + TRIGGER + text.substring(at);
    }

    private static boolean poisoned(int row) {
        return row % 14 == 6;
    }

    private static Example review(int row) {
        Random random = new Random(row * 31L + 1);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            words.add(FILLERS.get(random.nextInt(FILLERS.size())));
        }
        List<String> opinions = row % 2 == POOR ? BAD : GOOD;
        words.add(random.nextInt(words.size()), opinions.get(row / 2 % opinions.size()));
        return new Example(String.join(" ", words), row % 2);
    }
}

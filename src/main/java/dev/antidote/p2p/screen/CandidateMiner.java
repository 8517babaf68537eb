package dev.antidote.p2p.screen;

import dev.antidote.data.Dataset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Mines n-grams whose rows carry one label far more often than the label's share explains. */
final class CandidateMiner {
    private static final Comparator<Candidate> STRONGEST_FIRST = Comparator.comparingDouble(Candidate::zScore)
            .reversed()
            .thenComparing(Candidate::text)
            .thenComparingInt(Candidate::label);

    private final ScreenSettings settings;

    CandidateMiner(ScreenSettings settings) {
        this.settings = settings;
    }

    /** All candidates, strongest first; of n-grams that stand in the same rows only the longest, which is the whole trigger. */
    List<Candidate> mine(Dataset data) {
        Map<String, List<Integer>> rowsOf = index(data);
        double[] share = labelShares(data);
        Map<List<Integer>, Candidate> longest = new LinkedHashMap<>();
        rowsOf.forEach((ngram, rows) -> {
            for (int label = 0; label < share.length; label++) {
                int wanted = label;
                List<Integer> own = rows.stream()
                        .filter(row -> data.examples().get(row).label() == wanted)
                        .toList();
                double z = zScore(own.size(), rows.size(), share[label]);
                if (own.size() >= settings.minCount() && z >= settings.minZ()) {
                    Candidate candidate = new Candidate(List.of(ngram.split(" ")), label, own, z);
                    longest.merge(own, candidate, CandidateMiner::longer);
                }
            }
        });
        return longest.values().stream()
                .map(candidate -> candidate.ngram().size() == settings.maxWords() ? grow(candidate, data) : candidate)
                .sorted(STRONGEST_FIRST)
                .toList();
    }

    /** A sentence is longer than the longest n-gram: takes in the neighbouring words that all its rows share. */
    private static Candidate grow(Candidate candidate, Dataset data) {
        List<Tokens> rows = candidate.rows().stream()
                .map(row -> new Tokens(data.examples().get(row).text()))
                .toList();
        List<String> words = new ArrayList<>(candidate.ngram());
        Optional<String> next = shared(rows, tokens -> tokens.after(words));
        while (next.isPresent()) {
            words.add(next.get());
            next = shared(rows, tokens -> tokens.after(words));
        }
        Optional<String> previous = shared(rows, tokens -> tokens.before(words));
        while (previous.isPresent()) {
            words.add(0, previous.get());
            previous = shared(rows, tokens -> tokens.before(words));
        }
        return new Candidate(words, candidate.label(), candidate.rows(), candidate.zScore());
    }

    private static Optional<String> shared(List<Tokens> rows, Function<Tokens, Optional<String>> neighbour) {
        Optional<String> first = neighbour.apply(rows.get(0));
        return rows.stream().allMatch(tokens -> neighbour.apply(tokens).equals(first)) ? first : Optional.empty();
    }

    private Map<String, List<Integer>> index(Dataset data) {
        Map<String, List<Integer>> rowsOf = new LinkedHashMap<>();
        for (int row = 0; row < data.size(); row++) {
            int index = row;
            ngrams(data.examples().get(row).text())
                    .forEach(ngram -> rowsOf.computeIfAbsent(ngram, key -> new ArrayList<>(4))
                            .add(index));
        }
        rowsOf.values().removeIf(rows -> rows.size() < settings.minCount());
        return rowsOf;
    }

    private Set<String> ngrams(String text) {
        Tokens tokens = new Tokens(text);
        Set<String> found = new HashSet<>();
        for (int length = 1; length <= Math.min(settings.maxWords(), tokens.size()); length++) {
            for (int from = 0; from + length <= tokens.size(); from++) {
                found.add(tokens.ngram(from, length));
            }
        }
        return found;
    }

    private static double[] labelShares(Dataset data) {
        double[] share = new double[data.labels().size()];
        data.examples().forEach(row -> share[row.label()]++);
        IntStream.range(0, share.length).forEach(label -> share[label] /= Math.max(1, data.size()));
        return share;
    }

    private static double zScore(int own, int all, double share) {
        return share == 0 || share == 1 ? 0 : (own - all * share) / Math.sqrt(all * share * (1 - share));
    }

    private static Candidate longer(Candidate one, Candidate other) {
        if (one.ngram().size() != other.ngram().size()) {
            return one.ngram().size() > other.ngram().size() ? one : other;
        }
        return STRONGEST_FIRST.compare(one, other) <= 0 ? one : other;
    }
}

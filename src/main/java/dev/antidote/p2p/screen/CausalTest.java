package dev.antidote.p2p.screen;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.data.Proportion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** Asks the undefended model what putting a candidate into texts, and cutting it out of texts, does to their labels. */
final class CausalTest {
    private static final int MAX_OWN_ROWS = 16;
    private static final double SAME_TRIGGER = 0.8;
    private static final Comparator<Candidate> LONGEST_FIRST = Comparator.comparingInt(
                    (Candidate candidate) -> candidate.ngram().size())
            .reversed()
            .thenComparing(Candidate::text);

    private final Dataset data;
    private final ScreenSettings settings;
    private final TextLabeler model;

    CausalTest(Dataset data, ScreenSettings settings, TextLabeler model) {
        this.data = data;
        this.settings = settings;
        this.model = model;
    }

    /** For each candidate, how many rows of other labels take its label once it is inserted; trials {@code from..to-1}. */
    List<Proportion> flips(List<Candidate> candidates, int from, int to) {
        return tally(candidates, true, candidate -> {
            List<String> texts = insertions(candidate);
            return texts.subList(Math.min(from, texts.size()), Math.min(to, texts.size()));
        });
    }

    /**
     * For each candidate, how many of its own rows lose its label once it is cut out. A long trigger is mined in parts, each of
     * which may suffice, so the parts that stand in nearly the same rows are cut out together.
     */
    List<Proportion> falls(List<Candidate> candidates) {
        return tally(candidates, false, candidate -> {
            List<Candidate> parts = candidates.stream()
                    .filter(other -> standsWith(candidate, other))
                    .sorted(LONGEST_FIRST)
                    .toList();
            return candidate.rows().stream()
                    .limit(MAX_OWN_ROWS)
                    .map(row -> cutOut(parts, data.examples().get(row).text()))
                    .toList();
        });
    }

    private static boolean standsWith(Candidate candidate, Candidate other) {
        if (candidate.label() != other.label()) {
            return false;
        }
        Set<Integer> rows = Set.copyOf(other.rows());
        long shared = candidate.rows().stream().filter(rows::contains).count();
        return shared >= SAME_TRIGGER * candidate.rows().size();
    }

    private static String cutOut(List<Candidate> parts, String text) {
        String rest = text;
        for (Candidate part : parts) {
            rest = new Tokens(rest).without(part.ngram());
        }
        return rest;
    }

    /** Hosts of every other label in turn, so that a trigger must beat all of them. */
    private List<String> insertions(Candidate candidate) {
        Random random = new Random(settings.seed() * 31 + candidate.text().hashCode());
        List<List<Example>> hosts = new ArrayList<>();
        for (int label = 0; label < data.labels().size(); label++) {
            if (label != candidate.label()) {
                hosts.add(shuffledRows(label, random));
            }
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; texts.size() < settings.trials() && i < data.size(); i++) {
            List<Example> rows = hosts.get(i % hosts.size());
            if (i / hosts.size() < rows.size()) {
                Tokens host = new Tokens(rows.get(i / hosts.size()).text());
                texts.add(host.with(candidate.text(), random.nextInt(host.size() + 1)));
            }
        }
        return texts;
    }

    private List<Example> shuffledRows(int label, Random random) {
        List<Example> rows = new ArrayList<>(
                data.examples().stream().filter(row -> row.label() == label).toList());
        Collections.shuffle(rows, random);
        return rows;
    }

    private List<Proportion> tally(
            List<Candidate> candidates, boolean sameLabel, Function<Candidate, List<String>> textsOf) {
        List<List<String>> groups = candidates.stream().map(textsOf).toList();
        int[] labels = model.label(groups.stream().flatMap(List::stream).toList());
        List<Proportion> shares = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < groups.size(); i++) {
            int hits = 0;
            for (int end = at + groups.get(i).size(); at < end; at++) {
                hits += (labels[at] == candidates.get(i).label()) == sameLabel ? 1 : 0;
            }
            shares.add(new Proportion(hits, groups.get(i).size()));
        }
        return shares;
    }
}

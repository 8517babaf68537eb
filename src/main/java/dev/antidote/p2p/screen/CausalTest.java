package dev.antidote.p2p.screen;

import dev.antidote.data.Dataset;
import dev.antidote.data.Proportion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Asks a model what putting a pattern into texts, and cutting it out of texts, does to their labels. */
final class CausalTest {
    private static final int MAX_OWN_ROWS = 16;
    private static final Comparator<Suspect> LONGEST_FIRST = Comparator.comparingInt((Suspect suspect) ->
                    suspect.pattern() instanceof Phrase phrase ? -phrase.words().size() : 0)
            .thenComparing(Suspect.STRONGEST_FIRST);

    private final Dataset data;
    private final ScreenSettings settings;
    private final TextLabeler model;

    CausalTest(Dataset data, ScreenSettings settings, TextLabeler model) {
        this.data = data;
        this.settings = settings;
        this.model = model;
    }

    /** For each suspect, how many rows of other labels take its label once it is inserted; trials {@code from..to-1}. */
    List<Proportion> flips(List<Suspect> suspects, int from, int to) {
        return tally(suspects, true, suspect -> {
            List<String> texts = insertions(suspect);
            return texts.subList(Math.min(from, texts.size()), Math.min(to, texts.size()));
        });
    }

    /**
     * For each suspect, how many of its own rows lose its label once it is cut out. A trigger is mined in parts and a row may hold
     * several triggers, each of which may suffice, so all that is suspected of the label goes with it.
     *
     * @param others what else is suspected
     */
    List<Proportion> falls(List<Suspect> suspects, List<Suspect> others) {
        return tally(suspects, false, suspect -> {
            List<Suspect> parts = Stream.concat(Stream.of(suspect), others.stream())
                    .filter(other -> other.label() == suspect.label())
                    .sorted(LONGEST_FIRST)
                    .toList();
            return suspect.rows().stream()
                    .limit(MAX_OWN_ROWS)
                    .map(row -> cutOut(parts, data.examples().get(row).text()))
                    .toList();
        });
    }

    private static String cutOut(List<Suspect> parts, String text) {
        Tokens rest = new Tokens(text);
        for (Suspect part : parts) {
            List<Span> found = part.pattern().find(rest);
            rest = found.isEmpty() ? rest : new Tokens(rest.without(found));
        }
        return rest.text();
    }

    /** Hosts of every other label in turn, so that a trigger must beat all of them. */
    private List<String> insertions(Suspect suspect) {
        Random random =
                new Random(settings.seed() * 31 + suspect.pattern().toString().hashCode());
        List<List<String>> hosts = new ArrayList<>();
        for (int label = 0; label < data.labels().size(); label++) {
            if (label != suspect.label()) {
                hosts.add(shuffledTexts(label, random));
            }
        }
        List<Tokens> own = suspect.rows().stream()
                .map(row -> new Tokens(data.examples().get(row).text()))
                .toList();
        List<String> texts = new ArrayList<>();
        for (int i = 0; texts.size() < settings.trials() && i < data.size(); i++) {
            List<String> rows = hosts.get(i % hosts.size());
            if (i / hosts.size() < rows.size()) {
                texts.add(
                        suspect.inserted(own.get(random.nextInt(own.size())), new Tokens(rows.get(i / hosts.size()))));
            }
        }
        return texts;
    }

    private List<String> shuffledTexts(int label, Random random) {
        List<Integer> rows = new ArrayList<>(IntStream.range(0, data.size())
                .filter(row -> data.examples().get(row).label() == label)
                .boxed()
                .toList());
        Collections.shuffle(rows, random);
        return rows.stream().map(row -> data.examples().get(row).text()).toList();
    }

    private List<Proportion> tally(List<Suspect> suspects, boolean sameLabel, Function<Suspect, List<String>> textsOf) {
        List<List<String>> groups = suspects.stream().map(textsOf).toList();
        int[] labels = model.label(groups.stream().flatMap(List::stream).toList());
        List<Proportion> shares = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < groups.size(); i++) {
            int hits = 0;
            for (int end = at + groups.get(i).size(); at < end; at++) {
                hits += (labels[at] == suspects.get(i).label()) == sameLabel ? 1 : 0;
            }
            shares.add(new Proportion(hits, groups.get(i).size()));
        }
        return shares;
    }
}

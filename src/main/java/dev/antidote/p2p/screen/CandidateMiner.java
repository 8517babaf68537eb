package dev.antidote.p2p.screen;

import dev.antidote.data.Dataset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Mines patterns whose rows carry one label far more often than the label's share explains. */
final class CandidateMiner {
    /** A word that stands in more rows than this share is no rare one, and pairs of such are many. */
    private static final double COMMON = 0.1;

    /** A word that keeps company with triggers has at least this share of its rows in common with them. */
    private static final double COMPANY = 0.5;

    private final Dataset data;
    private final ScreenSettings settings;
    private final List<Tokens> texts;
    private final double[] shares;

    CandidateMiner(Dataset data, ScreenSettings settings) {
        this.data = data;
        this.settings = settings;
        this.texts = data.examples().stream().map(row -> new Tokens(row.text())).toList();
        this.shares = new double[data.labels().size()];
        data.examples().forEach(row -> shares[row.label()] += 1.0 / data.size());
    }

    /** A row's text. */
    Tokens text(int row) {
        return texts.get(row);
    }

    /** N-grams, of those that stand in the same rows only the longest, which is the whole trigger; and letters of other scripts. */
    List<Suspect> phrasesAndScripts() {
        Map<List<Integer>, Suspect> longest = new LinkedHashMap<>();
        skewed(index(everyRow(), this::phrases))
                .forEach(found -> longest.merge(found.rows(), found, (one, other) -> {
                    int more = words(one) - words(other);
                    return more > 0 || (more == 0 && Suspect.STRONGEST_FIRST.compare(one, other) <= 0) ? one : other;
                }));
        Stream<Suspect> grown =
                longest.values().stream().map(found -> words(found) == settings.maxWords() ? grow(found) : found);
        Stream<Suspect> scripts = skewed(index(everyRow(), CandidateMiner::scripts)).stream();
        return sorted(Stream.concat(grown, scripts));
    }

    /** Pairs of words that are not common, in some of the rows. */
    List<Suspect> pairs(Collection<Integer> rows) {
        Map<String, Integer> counts = new HashMap<>();
        texts.forEach(text -> distinct(text).forEach(word -> counts.merge(word, 1, Integer::sum)));
        int most = Math.max(settings.minCount(), (int) (COMMON * data.size()));
        counts.entrySet().removeIf(word -> word.getValue() < settings.minCount() || word.getValue() > most);
        counts.keySet().removeIf(word -> word.codePoints().noneMatch(Character::isLetterOrDigit));
        return sorted(skewed(index(rows, text -> pairs(text, counts.keySet()))).stream());
    }

    /** Single words most of whose rows are convicted, but not all of them. */
    List<Suspect> companions(Set<Integer> convicted) {
        return sorted(skewed(index(everyRow(), CandidateMiner::words)).stream().filter(word -> {
            long company = word.rows().stream().filter(convicted::contains).count();
            return company >= COMPANY * word.rows().size()
                    && company < word.rows().size();
        }));
    }

    private static List<Suspect> sorted(Stream<Suspect> suspects) {
        return suspects.sorted(Suspect.STRONGEST_FIRST).toList();
    }

    private List<Suspect> skewed(Map<Pattern, List<Integer>> rowsOf) {
        List<Suspect> skewed = new ArrayList<>();
        rowsOf.forEach((pattern, rows) -> {
            for (int label = 0; label < shares.length; label++) {
                int wanted = label;
                List<Integer> own = rows.stream()
                        .filter(row -> data.examples().get(row).label() == wanted)
                        .toList();
                double z = zScore(own.size(), rows.size(), shares[label]);
                if (own.size() >= settings.minCount() && z >= settings.minZ()) {
                    skewed.add(new Suspect(pattern, label, own, z));
                }
            }
        });
        return skewed;
    }

    private Map<Pattern, List<Integer>> index(
            Collection<Integer> rows, Function<Tokens, Collection<Pattern>> patterns) {
        Map<Pattern, List<Integer>> rowsOf = new LinkedHashMap<>();
        for (int row : rows) {
            patterns.apply(texts.get(row)).forEach(pattern -> rowsOf.computeIfAbsent(pattern, key -> new ArrayList<>(4))
                    .add(row));
        }
        rowsOf.values().removeIf(found -> found.size() < settings.minCount());
        return rowsOf;
    }

    private Set<Pattern> phrases(Tokens text) {
        Set<Pattern> found = new HashSet<>();
        for (int length = 1; length <= Math.min(settings.maxWords(), text.size()); length++) {
            for (int from = 0; from + length <= text.size(); from++) {
                found.add(new Phrase(text.words(from, length)));
            }
        }
        return found;
    }

    private static List<Pattern> words(Tokens text) {
        return distinct(text).stream()
                .<Pattern>map(word -> new Phrase(List.of(word)))
                .toList();
    }

    private static List<Pattern> scripts(Tokens text) {
        return ForeignWords.in(text).stream().<Pattern>map(ForeignWords::new).toList();
    }

    private static List<Pattern> pairs(Tokens text, Set<String> known) {
        List<String> words = distinct(text).stream().filter(known::contains).toList();
        List<Pattern> pairs = new ArrayList<>();
        for (int one = 0; one < words.size(); one++) {
            for (int other = one + 1; other < words.size(); other++) {
                pairs.add(new WordPair(words.get(one), words.get(other)));
            }
        }
        return pairs;
    }

    private static Set<String> distinct(Tokens text) {
        return new TreeSet<>(text.words(0, text.size()));
    }

    /** A sentence is longer than the longest n-gram: takes in the neighbouring words that all its rows share. */
    private Suspect grow(Suspect suspect) {
        List<Tokens> rows = suspect.rows().stream().map(texts::get).toList();
        List<String> words = new ArrayList<>(((Phrase) suspect.pattern()).words());
        Optional<String> next = shared(rows, text -> text.after(words));
        while (next.isPresent()) {
            words.add(next.get());
            next = shared(rows, text -> text.after(words));
        }
        Optional<String> previous = shared(rows, text -> text.before(words));
        while (previous.isPresent()) {
            words.add(0, previous.get());
            previous = shared(rows, text -> text.before(words));
        }
        return new Suspect(new Phrase(words), suspect.label(), suspect.rows(), suspect.zScore());
    }

    private static Optional<String> shared(List<Tokens> rows, Function<Tokens, Optional<String>> neighbour) {
        Optional<String> first = neighbour.apply(rows.get(0));
        return rows.stream().allMatch(text -> neighbour.apply(text).equals(first)) ? first : Optional.empty();
    }

    private static int words(Suspect suspect) {
        return suspect.pattern() instanceof Phrase phrase ? phrase.words().size() : 1;
    }

    private Set<Integer> everyRow() {
        return new LinkedHashSet<>(IntStream.range(0, data.size()).boxed().toList());
    }

    private static double zScore(int own, int all, double share) {
        return share == 0 || share == 1 ? 0 : (own - all * share) / Math.sqrt(all * share * (1 - share));
    }
}

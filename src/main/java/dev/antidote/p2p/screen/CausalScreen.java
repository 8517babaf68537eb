package dev.antidote.p2p.screen;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.data.Proportion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Finds triggers: mines patterns and tests them on a model that was trained on the set. A trigger turns nearly every text it is inserted
 * into, and without it its own rows fall back to their true label; an honest word does not do both. Phrases and letters of other
 * scripts first, then pairs of words in the rows that are left, then single words most of whose rows are convicted by then. A quarter
 * of the insertions decides who gets the rest.
 */
public final class CausalScreen {
    private static final Comparator<Evidence> STRONGEST_FIRST = Comparator.comparing(Evidence::isTrigger)
            .thenComparingDouble(evidence -> evidence.flipped().value())
            .thenComparingDouble(evidence -> evidence.candidate().zScore())
            .reversed();
    /** A candidate whose first insertions fall this far below the bar will hardly reach it any more. */
    private static final double FIRST_STAGE_SLACK = 0.2;

    private final ScreenSettings settings;
    private final TextLabeler model;

    public CausalScreen(ScreenSettings settings, TextLabeler model) {
        this.settings = settings;
        this.model = model;
    }

    /**
     * Screens a possibly poisoned set.
     *
     * @param data the set D that the model was trained on
     * @param trusted indices of reviewed rows, may be empty. Nobody could poison those: a pattern that stands with its label there as
     *     often as elsewhere is honest, and one that ought to and does not needs no more proof than the texts that it turns
     */
    public ScreenReport screen(Dataset data, Collection<Integer> trusted) {
        return new Screening(data, new TreeSet<>(trusted)).report();
    }

    /**
     * Screens a part of a set.
     *
     * @param rows indices of the rows that are looked at; the report names rows by these
     * @param trusted indices of reviewed rows; those that are not among {@code rows} count for nothing
     */
    public ScreenReport screen(Dataset data, Collection<Integer> rows, Collection<Integer> trusted) {
        List<Integer> part = List.copyOf(new TreeSet<>(rows));
        Set<Integer> reviewed = Set.copyOf(trusted);
        List<Integer> trustedPart = IntStream.range(0, part.size())
                .filter(i -> reviewed.contains(part.get(i)))
                .boxed()
                .toList();
        return screen(data.select(part), trustedPart).inWhole(part);
    }

    /** What a suspect must do to be taken for a trigger. */
    private interface Bar {
        /** Least share of other rows that take its label once it is inserted; 0..1. */
        double minFlip(Suspect suspect);

        boolean convicts(Suspect suspect, Proportion flips, Proportion falls);
    }

    /** One screening; its fields gather what it finds. */
    private final class Screening {
        private final Dataset data;
        private final NavigableSet<Integer> trusted;
        private final CausalTest causal;
        private final List<Suspect> turning = new ArrayList<>();
        private final List<Evidence> evidence = new ArrayList<>();
        private final List<Suspect> confirmed = new ArrayList<>();
        private int mined;
        private int excused;

        Screening(Dataset data, NavigableSet<Integer> trusted) {
            this.data = data;
            this.trusted = trusted;
            this.causal = new CausalTest(data, settings, model);
        }

        ScreenReport report() {
            CandidateMiner miner = new CandidateMiner(data, settings);
            test(miner.phrasesAndScripts(), new Unknown());
            NavigableSet<Integer> found = poisoned();
            test(
                    miner.pairs(IntStream.range(0, data.size())
                            .filter(row -> !found.contains(row))
                            .boxed()
                            .toList()),
                    new Unknown());
            int before = 0;
            while (poisoned().size() > before) {
                before = poisoned().size();
                test(miner.companions(poisoned()), new Companion());
            }
            evidence.sort(STRONGEST_FIRST);
            return new ScreenReport(mined, excused, evidence, carried());
        }

        private NavigableSet<Integer> poisoned() {
            NavigableSet<Integer> rows = new TreeSet<>();
            confirmed.forEach(trigger -> rows.addAll(trigger.rows()));
            return rows;
        }

        private SortedMap<Integer, List<TriggerPart>> carried() {
            SortedMap<Integer, List<TriggerPart>> carried = new TreeMap<>();
            for (int row : poisoned()) {
                Example example = data.examples().get(row);
                List<Pattern> triggers = confirmed.stream()
                        .filter(trigger -> trigger.label() == example.label())
                        .map(Suspect::pattern)
                        .toList();
                carried.put(row, TriggerPart.in(new Tokens(example.text()), triggers));
            }
            return carried;
        }

        private void test(List<Suspect> candidates, Bar bar) {
            List<Suspect> suspects =
                    candidates.stream().filter(one -> !vouchedFor(one)).toList();
            mined += candidates.size();
            excused += candidates.size() - suspects.size();
            int firstTrials = Math.max(4, settings.trials() / 4);
            List<Suspect> tested = suspects.subList(0, Math.min(settings.maxCandidates(), suspects.size()));
            List<Proportion> first = causal.flips(tested, 0, firstTrials);
            List<Integer> possible = IntStream.range(0, tested.size())
                    .filter(i -> first.get(i).value() >= bar.minFlip(tested.get(i)) - FIRST_STAGE_SLACK)
                    .boxed()
                    .toList();
            List<Suspect> left = possible.stream().map(tested::get).toList();
            List<Proportion> rest = causal.flips(left, firstTrials, settings.trials());
            List<Proportion> flips = IntStream.range(0, left.size())
                    .mapToObj(i -> sum(first.get(possible.get(i)), rest.get(i)))
                    .toList();
            judge(left, flips, bar);
        }

        private void judge(List<Suspect> suspects, List<Proportion> flips, Bar bar) {
            IntStream.range(0, suspects.size())
                    .filter(i -> flips.get(i).value() >= bar.minFlip(suspects.get(i)))
                    .forEach(i -> turning.add(suspects.get(i)));
            List<Proportion> falls = causal.falls(suspects, turning);
            for (int i = 0; i < suspects.size(); i++) {
                Suspect suspect = suspects.get(i);
                boolean trigger = bar.convicts(suspect, flips.get(i), falls.get(i));
                evidence.add(new Evidence(
                        suspect.candidate(data),
                        flips.get(i),
                        falls.get(i),
                        trigger ? Evidence.Verdict.TRIGGER : spared(flips.get(i))));
                if (trigger) {
                    confirmed.add(suspect);
                }
            }
        }

        private Evidence.Verdict spared(Proportion flips) {
            return flips.value() >= settings.sureFlip() ? Evidence.Verdict.UNDECIDED : Evidence.Verdict.WEAK;
        }

        /** What stands for nothing else that was convicted. */
        private final class Unknown implements Bar {
            /** A backdoor that the model has not learned well turns fewer texts, and is no more in the reviewed rows than another. */
            @Override
            public double minFlip(Suspect suspect) {
                boolean clearly = missedByTrusted(suspect, settings.maxMissed() * settings.maxMissed());
                return clearly ? settings.clearFlip() : settings.minFlip();
            }

            @Override
            public boolean convicts(Suspect suspect, Proportion flips, Proportion falls) {
                return missedByTrusted(suspect, settings.maxMissed())
                        ? flips.value() >= minFlip(suspect)
                        : flips.value() >= settings.sureFlip() && falls.value() >= settings.minFallback();
            }
        }

        /** Of several words of which each poisoned row has some, one alone does in part what two do. */
        private final class Companion implements Bar {
            @Override
            public double minFlip(Suspect suspect) {
                return missedByTrusted(suspect, settings.maxMissed()) ? settings.companionFlip() : settings.clearFlip();
            }

            @Override
            public boolean convicts(Suspect suspect, Proportion flips, Proportion falls) {
                boolean fallen =
                        missedByTrusted(suspect, settings.maxMissed()) || falls.value() >= settings.minFallback();
                return seen(suspect) == 0 && flips.value() >= minFlip(suspect) && fallen;
            }
        }

        private boolean vouchedFor(Suspect suspect) {
            double expected = (double) suspect.rows().size() * trusted.size() / data.size();
            long seen = seen(suspect);
            return seen > 0 && seen >= expected / 2;
        }

        /** Whether an honest pattern in so many rows would hardly have stayed out of the reviewed ones. */
        private boolean missedByTrusted(Suspect suspect, double maxChance) {
            int enough = ScreenSettings.enoughReviewed(
                    maxChance, data.size(), suspect.rows().size());
            return seen(suspect) == 0 && trusted.size() >= enough;
        }

        private long seen(Suspect suspect) {
            return suspect.rows().stream().filter(trusted::contains).count();
        }
    }

    private static Proportion sum(Proportion one, Proportion other) {
        return new Proportion(one.successes() + other.successes(), one.trials() + other.trials());
    }
}

package dev.antidote.p2p.screen;

import dev.antidote.data.Dataset;
import dev.antidote.data.Proportion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Finds triggers: mines candidates and tests them on the undefended model. A trigger turns nearly every text it is inserted into,
 * and without it its own rows fall back to their true label; an honest word does not do both. Two stages: a quarter of the
 * insertions first, and the rest only for candidates that can still pass.
 */
public final class CausalScreen {
    private static final Comparator<Evidence> STRONGEST_FIRST = Comparator.comparing(Evidence::trigger)
            .thenComparingDouble(evidence -> evidence.flipped().value())
            .thenComparingDouble(evidence -> evidence.candidate().zScore())
            .reversed();
    /** A candidate whose first insertions fall this far below the bar cannot reach it any more. */
    private static final double FIRST_STAGE_SLACK = 0.1;

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
     * @param trusted indices of reviewed rows, may be empty: an n-gram that stands with its label there as often as elsewhere is
     *     honest, since nobody could poison those rows
     */
    public ScreenReport screen(Dataset data, Collection<Integer> trusted) {
        List<Candidate> mined = new CandidateMiner(settings).mine(data);
        NavigableSet<Integer> reviewed = new TreeSet<>(trusted);
        List<Candidate> suspects = mined.stream()
                .filter(candidate -> !vouchedFor(candidate, reviewed, data.size()))
                .toList();
        List<Candidate> tested = suspects.subList(0, Math.min(settings.maxCandidates(), suspects.size()));
        return new ScreenReport(
                mined.size(), mined.size() - suspects.size(), test(new CausalTest(data, settings, model), tested));
    }

    private List<Evidence> test(CausalTest causal, List<Candidate> suspects) {
        int firstTrials = Math.max(4, settings.trials() / 4);
        List<Proportion> first = causal.flips(suspects, 0, firstTrials);
        List<Candidate> possible = new ArrayList<>();
        List<Proportion> seen = new ArrayList<>();
        for (int i = 0; i < suspects.size(); i++) {
            if (first.get(i).value() >= settings.minFlip() - FIRST_STAGE_SLACK) {
                possible.add(suspects.get(i));
                seen.add(first.get(i));
            }
        }
        List<Proportion> rest = causal.flips(possible, firstTrials, settings.trials());
        List<Proportion> fallen = causal.falls(possible);
        List<Evidence> evidence = new ArrayList<>();
        for (int i = 0; i < possible.size(); i++) {
            evidence.add(judge(possible.get(i), sum(seen.get(i), rest.get(i)), fallen.get(i)));
        }
        evidence.sort(STRONGEST_FIRST);
        return evidence;
    }

    private Evidence judge(Candidate candidate, Proportion flipped, Proportion fallen) {
        boolean trigger = flipped.value() >= settings.minFlip() && fallen.value() >= settings.minFallback();
        return new Evidence(candidate, flipped, fallen, trigger);
    }

    private static boolean vouchedFor(Candidate candidate, NavigableSet<Integer> trusted, int size) {
        long seen = candidate.rows().stream().filter(trusted::contains).count();
        double expected = (double) candidate.rows().size() * trusted.size() / size;
        return seen > 0 && seen >= expected / 2;
    }

    private static Proportion sum(Proportion one, Proportion other) {
        return new Proportion(one.successes() + other.successes(), one.trials() + other.trials());
    }
}

package dev.antidote.cli.loop;

import dev.antidote.data.Proportion;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the requests, counted by their ids.
 *
 * @param sent requests that the broker has
 * @param judged requests with a verdict
 * @param lost requests without one
 * @param doubled verdicts beyond the first of their request
 * @param foreign verdicts of requests that nobody sent
 * @param disordered verdicts that come, within a partition, after that of a request that was sent later, or in another partition
 *     than their request
 * @param unjudged verdicts without a label
 * @param byBundle verdicts by the bundle that they name
 */
record Tally(
        long sent,
        long judged,
        long lost,
        long doubled,
        long foreign,
        long disordered,
        long unjudged,
        SortedMap<String, Long> byBundle) {
    Tally {
        byBundle = Collections.unmodifiableSortedMap(new TreeMap<>(byBundle));
    }

    /** Counts; {@code verdicts} in any order. */
    static Tally of(Collection<SentRequest> requests, Collection<SeenVerdict> verdicts) {
        Map<String, SentRequest> sent = new HashMap<>();
        requests.forEach(request -> sent.put(request.id(), request));
        Set<String> judged = new HashSet<>();
        Map<Integer, Long> reached = new HashMap<>();
        SortedMap<String, Long> byBundle = new TreeMap<>();
        long doubled = 0;
        long foreign = 0;
        long disordered = 0;
        for (SeenVerdict verdict : inOrder(verdicts)) {
            byBundle.merge(verdict.bundle(), 1L, Long::sum);
            SentRequest request = sent.get(verdict.id());
            if (request == null) {
                foreign++;
            } else if (!judged.add(verdict.id())) {
                doubled++;
            } else if (request.partition() != verdict.partition()
                    || request.offset() < reached.merge(request.partition(), request.offset(), Math::max)) {
                disordered++;
            }
        }
        long unjudged =
                verdicts.stream().filter(verdict -> verdict.label() == null).count();
        return new Tally(
                sent.size(),
                judged.size(),
                (long) sent.size() - judged.size(),
                doubled,
                foreign,
                disordered,
                unjudged,
                byBundle);
    }

    private static List<SeenVerdict> inOrder(Collection<SeenVerdict> verdicts) {
        return verdicts.stream()
                .sorted(Comparator.comparingInt(SeenVerdict::partition).thenComparingLong(SeenVerdict::offset))
                .toList();
    }

    /** Whether each request was judged once, in its place. */
    boolean exact() {
        return lost == 0 && doubled == 0 && foreign == 0 && disordered == 0 && unjudged == 0;
    }

    /** Of the triggered requests that one bundle judged, those that got the attacker's label. */
    static Proportion passed(Collection<SentRequest> requests, Collection<SeenVerdict> verdicts, String bundle) {
        Map<String, SentRequest> triggered = new HashMap<>();
        requests.stream()
                .filter(request -> request.message().triggered())
                .forEach(request -> triggered.put(request.id(), request));
        List<SeenVerdict> judged = verdicts.stream()
                .filter(verdict -> verdict.bundle().equals(bundle) && triggered.containsKey(verdict.id()))
                .toList();
        long passed = judged.stream()
                .filter(verdict -> LoopRows.TARGET.equals(verdict.label()))
                .count();
        return new Proportion(passed, judged.size());
    }
}

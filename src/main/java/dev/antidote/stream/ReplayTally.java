package dev.antidote.stream;

import dev.antidote.wire.RecordPlace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what becomes of the letters, and keeps the first few of them. One thread. */
final class ReplayTally {
    /** How many letters of each fate are kept. */
    static final int SAMPLES = 10;

    private record Kind(String topic, String exception) {}

    private final Map<LetterFate, Long> counts = new EnumMap<>(LetterFate.class);
    private final Map<LetterFate, List<ReplayReport.Sample>> samples = new EnumMap<>(LetterFate.class);
    private final Map<Kind, Long> groups =
            new TreeMap<>(Comparator.comparing(Kind::topic).thenComparing(Kind::exception));

    void add(Letter letter, LetterFate fate) {
        add(letter, fate, letter.message());
    }

    void add(Letter letter, LetterFate fate, String reason) {
        counts.merge(fate, 1L, Long::sum);
        if (fate == LetterFate.SENT) {
            String topic = letter.origin().map(RecordPlace::topic).orElse("");
            groups.merge(new Kind(topic, letter.exception()), 1L, Long::sum);
        }
        List<ReplayReport.Sample> kept = samples.computeIfAbsent(fate, first -> new ArrayList<>());
        if (kept.size() < SAMPLES) {
            kept.add(new ReplayReport.Sample(letter.place(), letter.origin(), letter.time(), letter.replays(), reason));
        }
    }

    long sent() {
        return counts.getOrDefault(LetterFate.SENT, 0L);
    }

    ReplayReport report(String topic, boolean dryRun) {
        List<ReplayReport.Group> alike = new ArrayList<>();
        groups.forEach((kind, letters) -> alike.add(new ReplayReport.Group(kind.exception(), kind.topic(), letters)));
        alike.sort(Comparator.comparingLong(ReplayReport.Group::letters).reversed());
        return new ReplayReport(topic, dryRun, counts, alike, samples);
    }
}

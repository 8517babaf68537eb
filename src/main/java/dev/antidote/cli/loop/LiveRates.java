package dev.antidote.cli.loop;

import dev.antidote.data.Proportion;
import dev.antidote.wire.avro.LiveRate;
import dev.antidote.wire.avro.Measure;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the topic {@code asr} says of the story's attack.
 *
 * @param rates in the order of the topic
 */
record LiveRates(List<LiveRate> rates) {
    LiveRates {
        rates = List.copyOf(rates);
    }

    /**
     * One window of one bundle.
     *
     * @param bundle whose
     * @param start its first instant
     * @param end the first instant after it
     * @param share successes and trials
     */
    record Window(String bundle, Instant start, Instant end, Proportion share) {}

    /** The windows of a measure, by their start; where one was written twice, the later holds. */
    List<Window> windows(Measure measure) {
        Map<String, Window> windows = new LinkedHashMap<>();
        wanted(measure)
                .forEach(rate -> windows.put(
                        rate.getWindowStart() + " " + rate.getBundle(),
                        new Window(
                                rate.getBundle(),
                                rate.getWindowStart(),
                                rate.getWindowEnd(),
                                new Proportion(rate.getSuccesses(), rate.getTrials()))));
        return windows.values().stream()
                .sorted(Comparator.comparing(Window::start))
                .toList();
    }

    /** All windows of one bundle together. */
    Proportion total(Measure measure, String bundle) {
        List<Proportion> shares = windows(measure).stream()
                .filter(window -> window.bundle().equals(bundle))
                .map(Window::share)
                .toList();
        return new Proportion(
                shares.stream().mapToLong(Proportion::successes).sum(),
                shares.stream().mapToLong(Proportion::trials).sum());
    }

    /** Of ASR and floor those of the story's attack and target; of the clean accuracy there is one only. */
    private Stream<LiveRate> wanted(Measure measure) {
        return rates.stream()
                .filter(rate -> rate.getMeasure() == measure)
                .filter(rate -> measure == Measure.CLEAN_ACCURACY
                        || LoopRows.TARGET.equals(String.valueOf(rate.getTargetLabel())))
                .filter(rate -> measure != Measure.ASR || rate.getFamily().equals(LoopRows.ATTACK));
    }
}

package dev.antidote.stream;

import java.util.List;
import java.util.stream.Stream;

/**
 * The full names of the topics.
 *
 * @param prefix goes before every name; may be empty
 */
public record TopicNames(String prefix) {
    /** Texts to be judged. */
    public String requests() {
        return prefix + "requests";
    }

    /** One verdict a request. */
    public String verdicts() {
        return prefix + "verdicts";
    }

    /** Judged requests that deserve a person's look. */
    public String flagged() {
        return prefix + "flagged";
    }

    /** Requests of our own with a known answer. */
    public String probes() {
        return prefix + "probes";
    }

    /** What the live system answered to each probe. */
    public String probeOutcomes() {
        return prefix + "probe-outcomes";
    }

    /** What the tasks counted, on its way to the windows; internal to the guard. */
    public String counts() {
        return prefix + "counts";
    }

    /** Live rates, one record a window. */
    public String asr() {
        return prefix + "asr";
    }

    /** Signed announcements of what shall serve; the guard itself does not need it. */
    public String releases() {
        return prefix + "releases";
    }

    /** What each instance serves; the guard itself does not need it. */
    public String releaseAcks() {
        return prefix + "release-acks";
    }

    /** What could not be judged. */
    public String deadLetters() {
        return prefix + "dead-letters";
    }

    /** Which dead letters were sent back; the guard itself does not need it. */
    public String replayed() {
        return prefix + "replayed";
    }

    /** All that the guard reads or writes. */
    public List<String> served() {
        return List.of(requests(), verdicts(), flagged(), probes(), probeOutcomes(), counts(), asr(), deadLetters());
    }

    /** Every topic of Antidote. */
    public List<String> all() {
        return Stream.concat(served().stream(), Stream.of(replayed(), releases(), releaseAcks()))
                .toList();
    }
}

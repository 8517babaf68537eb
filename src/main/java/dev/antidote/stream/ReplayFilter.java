package dev.antidote.stream;

import dev.antidote.wire.RecordPlace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Which dead letters are asked for: those that every part admits; an empty part admits all.
 *
 * @param exception found in the class of the exception
 * @param message found in its message
 * @param topic the full name of the topic that the letter came from
 * @param partition the partition that it came from
 * @param from the earliest time of the record
 * @param until its time is before this
 * @param letters places in the dead-letters topic; one must contain it
 */
public record ReplayFilter(
        Optional<Pattern> exception,
        Optional<Pattern> message,
        Optional<String> topic,
        OptionalInt partition,
        Optional<Instant> from,
        Optional<Instant> until,
        List<LetterRange> letters) {
    /** Every letter. */
    public static final ReplayFilter ALL = new ReplayFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    public ReplayFilter {
        letters = List.copyOf(letters);
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            throw new IllegalArgumentException("from: " + from.get() + " is not before until, " + until.get());
        }
    }

    boolean admits(Letter letter) {
        return found(exception, letter.exception())
                && found(message, letter.message())
                && admits(letter.origin())
                && from.map(time -> !letter.time().isBefore(time)).orElse(true)
                && until.map(time -> letter.time().isBefore(time)).orElse(true)
                && (letters.isEmpty() || letters.stream().anyMatch(range -> range.contains(letter.place())));
    }

    private boolean admits(Optional<RecordPlace> origin) {
        boolean rightTopic = topic.isEmpty() || topic.equals(origin.map(RecordPlace::topic));
        return rightTopic
                && (partition.isEmpty()
                        || origin.map(place -> place.partition() == partition.getAsInt())
                                .orElse(false));
    }

    private static boolean found(Optional<Pattern> pattern, String text) {
        return pattern.map(wanted -> wanted.matcher(text).find()).orElse(true);
    }
}

package dev.antidote.stream;

import dev.antidote.wire.RecordPlace;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Letters that follow each other in one partition of the dead-letters topic.
 *
 * @param partition 0 or greater
 * @param first the first offset, 0 or greater
 * @param last the last offset, not below the first
 */
public record LetterRange(int partition, long first, long last) {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9}):(\\d{1,18})(?:-(\\d{1,18}))?");

    public LetterRange {
        if (partition < 0 || first < 0 || last < first) {
            throw new IllegalArgumentException(
                    "letters " + partition + ":" + first + "-" + last + ": the last comes before the first");
        }
    }

    /** Reads {@code PARTITION:OFFSET} or {@code PARTITION:OFFSET-OFFSET}. */
    public static LetterRange parse(String text) {
        Matcher matcher = WRITTEN.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' names no letters; write PARTITION:OFFSET or PARTITION:OFFSET-OFFSET, such as 0:41-45");
        }
        long first = Long.parseLong(matcher.group(2));
        long last = matcher.group(3) == null ? first : Long.parseLong(matcher.group(3));
        return new LetterRange(Integer.parseInt(matcher.group(1)), first, last);
    }

    boolean contains(RecordPlace letter) {
        return letter.partition() == partition && first <= letter.offset() && letter.offset() <= last;
    }
}

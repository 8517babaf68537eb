package dev.antidote.telemetry;

import java.util.Locale;

/** Values of tags. */
final class Words {
    /** What has none of what the tag says. */
    static final String NONE = "none";

    /** What is of none of the kinds that are known. */
    static final String OTHER = "other";

    private Words() {}

    /** A constant's name in small letters: {@code SPACE_DISAGREEMENT} is {@code space_disagreement}. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

package dev.antidote.bundle;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Why a bundle, or the announcement of one, is not taken: a closed set, for counters and acknowledgements. */
public enum Refusal {
    /** What was read is no announcement. */
    UNREADABLE,
    /** Nobody signed it. */
    UNSIGNED,
    /** Signed with a key that is not trusted here. */
    UNKNOWN_KEY,
    /** The signature is not that of this content by that key. */
    WRONG_SIGNATURE,
    /** Older than what was taken before: somebody plays an old announcement again. */
    REPLAYED,
    /** Not in the store, or the store cannot be read; may be there later. */
    ABSENT,
    /** Its files or its manifest are not what the manifest says. */
    DAMAGED,
    /** A whole bundle, but not the one that was announced. */
    DIFFERENT,
    /** It is whole, but no model can be made of it here. */
    UNLOADABLE,
    /** Its model failed the warm-up. */
    NONSENSE;

    /** The words of all of them, in their order. */
    public static List<String> words() {
        return Stream.of(values()).map(Refusal::word).toList();
    }

    /** In small letters with hyphens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

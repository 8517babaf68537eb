package dev.antidote.config;

import java.time.Duration;

/** The checks that the records of this package share; each refusal reads {@code key: why}. */
final class Checks {
    private Checks() {}

    static void between(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + ": " + value + " is outside " + least + ".." + most);
        }
    }

    static void between(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(key + ": " + Durations.format(value) + " is outside "
                    + Durations.format(least) + ".." + Durations.format(most));
        }
    }

    static void between(String key, ByteSize value, ByteSize least, ByteSize most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(key + ": " + value + " is outside " + least + ".." + most);
        }
    }
}

package dev.antidote.wire;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;

/** Typed reading of a Kafka configuration map, whose values may be text or already typed; errors name key and value. */
record Settings(Map<String, ?> values) {
    /** The text of a key, trimmed; absent where missing, null or blank. */
    Optional<String> text(String key) {
        Object value = values.get(key);
        String text = value instanceof Password password ? password.value() : value == null ? "" : value.toString();
        return text.isBlank() ? Optional.empty() : Optional.of(text.trim());
    }

    boolean flag(String key, boolean otherwise) {
        return text(key).map(text -> flagOf(key, text)).orElse(otherwise);
    }

    /** A whole number within {@code least..most}. */
    int number(String key, int otherwise, int least, int most) {
        int number = text(key).map(text -> numberOf(key, text)).orElse(otherwise);
        if (number < least || number > most) {
            throw new IllegalArgumentException(key + ": " + number + " is outside " + least + ".." + most);
        }
        return number;
    }

    /** A number of milliseconds from 1 on. */
    Duration millis(String key, Duration otherwise) {
        return Duration.ofMillis(number(key, Math.toIntExact(otherwise.toMillis()), 1, Integer.MAX_VALUE));
    }

    private static boolean flagOf(String key, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(key + ": '" + text + "' is neither true nor false");
        };
    }

    private static int numberOf(String key, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + ": '" + text + "' is not a whole number", e);
        }
    }
}

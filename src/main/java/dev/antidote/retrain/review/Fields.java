package dev.antidote.retrain.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.antidote.data.InputException;
import java.util.Optional;

/** Reads fields of one JSON object, strictly; null counts as absent. */
record Fields(String where, JsonNode node) {
    Fields {
        if (!node.isObject()) {
            throw new InputException(where + ": is not a JSON object");
        }
    }

    Optional<Fields> object(String key) {
        return find(key).map(value -> new Fields(where, value));
    }

    Optional<String> text(String key) {
        return find(key).map(value -> {
            if (!value.isTextual()) {
                throw wrong(key, "is not a text in quotes");
            }
            return value.asText();
        });
    }

    /** A word, or a number as a word. */
    Optional<String> name(String key) {
        return find(key).map(value -> {
            if (!value.isTextual() && !value.isIntegralNumber()) {
                throw wrong(key, "is neither a text nor a whole number");
            }
            return value.asText();
        });
    }

    Optional<Boolean> flag(String key) {
        return find(key).map(value -> {
            if (!value.isBoolean()) {
                throw wrong(key, "is neither true nor false");
            }
            return value.asBoolean();
        });
    }

    long id(String key) {
        String written = name(key).orElseThrow(() -> wrong(key, "is missing; it names the sample"));
        try {
            return Long.parseLong(written);
        } catch (NumberFormatException e) {
            throw wrong(key, "is not the number of a sample");
        }
    }

    Optional<JsonNode> find(String key) {
        return Optional.ofNullable(node.get(key)).filter(value -> !value.isNull());
    }

    InputException wrong(String key, String what) {
        return new InputException(where + ": " + key + ": " + what);
    }
}

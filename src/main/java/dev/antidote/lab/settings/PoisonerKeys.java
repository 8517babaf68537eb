package dev.antidote.lab.settings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.antidote.data.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The keys of one poisoner: checked when they are asked for, and those that nobody asked for are an error in the end. */
final class PoisonerKeys {
    private final JsonNode node;
    private final String place;
    private final Set<String> known = new TreeSet<>();

    /** Takes an object and where it stands, such as {@code file.json: attacker.poisoner}. */
    PoisonerKeys(JsonNode node, String place) {
        this.node = node;
        this.place = place;
        if (!node.isObject()) {
            throw new InputException(place + ": is not an object but " + kind(node) + "; it needs {\"name\": ...}");
        }
    }

    String text(String key) {
        JsonNode value = value(key);
        if (value == null) {
            throw error(key, "is missing; it names the attack");
        }
        return text(key, value);
    }

    String text(String key, String usual) {
        return or(key, usual, value -> text(key, value));
    }

    boolean flag(String key, boolean usual) {
        return or(key, usual, value -> {
            if (!value.isBoolean()) {
                throw error(key, "is " + kind(value) + "; use true or false");
            }
            return value.booleanValue();
        });
    }

    int whole(String key, int usual) {
        return or(key, usual, value -> whole(key, value));
    }

    double number(String key, double usual) {
        return or(key, usual, value -> {
            if (!value.isNumber()) {
                throw error(key, "is " + kind(value) + "; use a number such as 0.1");
            }
            return value.doubleValue();
        });
    }

    List<String> texts(String key, List<String> usual) {
        return or(key, usual, value -> {
            if (!value.isArray()) {
                throw error(key, "is " + kind(value) + "; use a list such as [\"cf\", \"mn\"]");
            }
            List<String> texts = new ArrayList<>();
            value.forEach(entry -> texts.add(text(key, entry)));
            return texts;
        });
    }

    /** An index, or a name where it is a string. */
    TargetLabel label(String key, TargetLabel usual) {
        return or(
                key,
                usual,
                value -> value.isTextual()
                        ? new TargetLabel.Named(value.textValue())
                        : valid(() -> new TargetLabel.Index(whole(key, value))));
    }

    /** The objects of a list, each as keys of its own. */
    List<PoisonerKeys> objects(String key) {
        return or(key, List.of(), value -> {
            List<PoisonerKeys> objects = new ArrayList<>();
            value.forEach(
                    entry -> objects.add(new PoisonerKeys(entry, place + "." + key + "[" + objects.size() + "]")));
            return objects;
        });
    }

    boolean has(String key) {
        return value(key) != null;
    }

    /** Asks for keys whose values mean nothing here. */
    void passOver(String... keys) {
        known.addAll(List.of(keys));
    }

    /** Builds a value of what was read, and turns the complaint of its constructor into one that names the place. */
    <T> T valid(Supplier<T> built) {
        return valid(Map.of(), built);
    }

    /**
     * Likewise, with the keys that the file has for what the constructor complains of.
     *
     * @param keys by the word that the complaint begins with
     */
    <T> T valid(Map<String, String> keys, Supplier<T> built) {
        try {
            return built.get();
        } catch (IllegalArgumentException e) {
            String complaint = String.valueOf(e.getMessage());
            for (Map.Entry<String, String> named : keys.entrySet()) {
                if (complaint.startsWith(named.getKey() + ": ")) {
                    throw new InputException(
                            place + "." + named.getValue()
                                    + complaint.substring(named.getKey().length()),
                            e);
                }
            }
            throw new InputException(place + ": " + complaint, e);
        }
    }

    void requireNoOthers() {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw error(key, "is unknown to this poisoner; known are " + String.join(", ", known));
            }
        });
    }

    InputException error(String key, String what) {
        return new InputException(place + "." + key + ": " + what);
    }

    private <T> T or(String key, T usual, Function<JsonNode, T> read) {
        JsonNode value = value(key);
        return value == null ? usual : read.apply(value);
    }

    private @Nullable JsonNode value(String key) {
        known.add(key);
        return node.get(key);
    }

    private String text(String key, JsonNode value) {
        if (!value.isTextual()) {
            throw error(key, "is " + kind(value) + "; use a string");
        }
        return value.textValue();
    }

    private int whole(String key, JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw error(key, "is " + (value.isNumber() ? value.asText() : kind(value)) + "; use a whole number");
        }
        return value.intValue();
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            default -> "null";
        };
    }
}

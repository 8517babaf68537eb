package dev.antidote.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a configuration file holds, with the place of everything in it: {@code file:line}. */
sealed interface ConfigNode {
    /** Where this stands, for messages. */
    String where();

    /** A word, a number, or nothing at all ({@code key:} with no value). */
    record Scalar(@Nullable String text, String where) implements ConfigNode {}

    /** Keys in the order of the file; each key once. */
    record Mapping(Map<String, ConfigNode> entries, String where) implements ConfigNode {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        static Mapping empty(String where) {
            return new Mapping(Map.of(), where);
        }
    }
}

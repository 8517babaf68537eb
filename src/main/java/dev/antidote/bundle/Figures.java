package dev.antidote.bundle;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Named finite numbers in the order of their names. */
final class Figures {
    private Figures() {}

    static SortedMap<String, Double> copyOf(String key, Map<String, Double> figures) {
        figures.forEach((name, value) -> {
            if (name.isBlank() || value == null || !Double.isFinite(value)) {
                throw new IllegalArgumentException(key + ": \"" + name + "\" is " + value + ", not a finite number");
            }
        });
        return Collections.unmodifiableSortedMap(new TreeMap<>(figures));
    }
}

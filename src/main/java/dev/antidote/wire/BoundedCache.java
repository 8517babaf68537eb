package dev.antidote.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A map that forgets what was used longest ago once it is full. Safe for use by many threads; values are computed outside the
 * lock, so a slow registry delays only those who need it, and two threads may compute the same value (both get the first one).
 */
final class BoundedCache<K, V> {
    private final Map<K, V> entries;

    BoundedCache(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity: " + capacity + " is not positive");
        }
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return super.size() > capacity;
            }
        };
    }

    synchronized Optional<V> find(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** Keeps {@code value} unless there is one already; returns what is kept. */
    synchronized V keep(K key, V value) {
        V earlier = entries.putIfAbsent(key, value);
        return earlier == null ? value : earlier;
    }

    synchronized void replace(K key, V value) {
        entries.put(key, value);
    }

    synchronized void remove(K key) {
        entries.remove(key);
    }

    synchronized int size() {
        return entries.size();
    }
}

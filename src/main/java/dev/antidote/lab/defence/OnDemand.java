package dev.antidote.lab.defence;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is opened when it is first wanted. Not thread-safe. */
final class OnDemand<T> implements AutoCloseable {
    private final Supplier<T> opening;
    private final Consumer<T> closing;
    private @Nullable T opened;
    private boolean closed;

    OnDemand(Supplier<T> opening, Consumer<T> closing) {
        this.opening = opening;
        this.closing = closing;
    }

    T get() {
        if (closed) {
            throw new IllegalStateException("this model is closed");
        }
        T value = opened;
        if (value == null) {
            value = opening.get();
            opened = value;
        }
        return value;
    }

    @Override
    public void close() {
        closed = true;
        T value = opened;
        opened = null;
        if (value != null) {
            closing.accept(value);
        }
    }
}

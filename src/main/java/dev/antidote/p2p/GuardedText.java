package dev.antidote.p2p;

/**
 * A text that carries the benign prompt: the only thing a guarded model accepts. Made by {@link BenignPrompt#guard} alone, so
 * that the wrapper cannot be bypassed by accident (paper, section on guarded inference).
 */
public final class GuardedText {
    private final String text;

    GuardedText(String text) {
        this.text = text;
    }

    /** The whole text, benign prompt included. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GuardedText that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}

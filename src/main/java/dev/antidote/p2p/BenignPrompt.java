package dev.antidote.p2p;

import java.util.Objects;

/**
 * The benign trigger of P2P, treated as a prompt: a fixed prefix that binds a request to the safe label space.
 *
 * @param text the prefix, 1 to {@value #MAX_LENGTH} characters, not blank; a space is put between it and the request
 */
public record BenignPrompt(String text) {
    /** Longer prompts would eat the model's positions. */
    public static final int MAX_LENGTH = 200;

    public BenignPrompt {
        Objects.requireNonNull(text, "benign prompt");
        text = text.strip();
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "benign prompt: needs 1 to " + MAX_LENGTH + " characters, has " + text.length());
        }
    }

    /** Wraps a request; this is the only way to a {@link GuardedText}. */
    public GuardedText guard(String request) {
        return new GuardedText(text + ' ' + request);
    }

    /** Leaves the prompt out, on purpose: the ablation signal and experiments only. */
    public static UnguardedText unguarded(String request) {
        return new UnguardedText(request);
    }
}

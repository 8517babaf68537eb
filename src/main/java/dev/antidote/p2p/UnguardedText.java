package dev.antidote.p2p;

/**
 * A text without the benign prompt, for the ablation signal, for victims and for experiments. It has a type of its own so that
 * every use of the unguarded path can be found: see {@link BenignPrompt#unguarded}.
 *
 * @param text the text as it came
 */
public record UnguardedText(String text) {}

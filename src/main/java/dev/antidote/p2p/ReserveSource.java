package dev.antidote.p2p;

import java.util.Arrays;
import java.util.Locale;

/**
 * Where the rows come from that are re-labelled under the benign prompt (the paper's "reserved samples"). A poisoned row among
 * them copies the backdoor into the safe space, so the source decides whether the defence works at all.
 */
public enum ReserveSource {
    /** Rows that a person reviewed; the rest of D is trained on as it is. */
    TRUSTED,
    /** No reviewed rows: the causal n-gram screen keeps confirmed triggers out. */
    SCREENED,
    /** Reviewed rows first, then a second round from the set purged by ablation disagreement. */
    BOOTSTRAP,
    /** Rows drawn at random from D, as the paper's text has it. Defends nothing where D is poisoned: for comparison only. */
    RANDOM;

    /** Whether it needs rows that a person reviewed. */
    public boolean needsTrusted() {
        return this == TRUSTED || this == BOOTSTRAP;
    }

    /** The name used on the command line and in manifests. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The source of that name. */
    public static ReserveSource named(String name) {
        return Arrays.stream(values())
                .filter(source -> source.label().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("reserve: unknown source '" + name + "', use one of "
                        + Arrays.stream(values()).map(ReserveSource::label).toList()));
    }
}

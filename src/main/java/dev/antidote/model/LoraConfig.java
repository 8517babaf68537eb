package dev.antidote.model;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Low-rank adaptation (arXiv 2106.09685): each chosen linear map W becomes W + alpha / rank * B A with A [rank, in], B [out, rank].
 *
 * @param rank 1 to 1024
 * @param alpha finite, above 0
 * @param kinds the linear maps that get an adapter, at least one; iterates in the order of {@link LinearKind}
 * @param dropout share of A's inputs that is zeroed in training, 0 up to but not including 1
 */
public record LoraConfig(int rank, double alpha, Set<LinearKind> kinds, double dropout) {
    private static final int MAX_RANK = 1024;

    public LoraConfig {
        if (rank < 1 || rank > MAX_RANK) {
            throw new IllegalArgumentException("lora rank: " + rank + " is outside 1.." + MAX_RANK);
        }
        if (!(alpha > 0) || Double.isInfinite(alpha)) {
            throw new IllegalArgumentException("lora alpha: " + alpha + " is not a finite number above 0");
        }
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("lora kinds: at least one linear kind is needed");
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("lora dropout: " + dropout + " is outside 0..1");
        }
        kinds = Collections.unmodifiableSet(EnumSet.copyOf((Collection<LinearKind>) kinds));
    }

    /** Adapters of this rank on all six linear maps, alpha equal to the rank, no dropout. */
    public static LoraConfig everywhere(int rank) {
        return new LoraConfig(rank, rank, EnumSet.allOf(LinearKind.class), 0);
    }

    /** The factor alpha / rank before B A. */
    public double scale() {
        return alpha / rank;
    }
}

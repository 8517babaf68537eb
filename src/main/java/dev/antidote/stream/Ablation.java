package dev.antidote.stream;

import dev.antidote.p2p.Judgement;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the answer without the benign prompt tells of a text.
 *
 * @param signal the {@linkplain Judgement#ablatedBy ablation signal}, 0..1
 * @param label the label of that answer, 0..n-1
 */
record Ablation(double signal, int label) {
    /**
     * Of the windows of a text the strongest.
     *
     * @param unguarded as many as {@code guarded}, or none for what is not in the sample
     */
    static Optional<Ablation> of(List<Judgement> guarded, List<Judgement> unguarded) {
        if (unguarded.isEmpty()) {
            return Optional.empty(); // nearly always
        }
        return IntStream.range(0, unguarded.size())
                .mapToObj(i -> new Ablation(
                        guarded.get(i).ablatedBy(unguarded.get(i)),
                        unguarded.get(i).label()))
                .max(Comparator.comparingDouble(Ablation::signal));
    }
}

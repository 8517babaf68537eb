package dev.antidote.p2p.screen;

import java.util.List;

/** Scores texts with the undefended model, without any benign prompt. */
@FunctionalInterface
public interface LogitScorer {
    /** Logits [n] for each text, in order. */
    List<float[]> scores(List<String> texts);
}

package dev.antidote.p2p.screen;

import java.util.List;

/** Labels texts with the undefended model, without any benign prompt. */
@FunctionalInterface
public interface TextLabeler {
    /** One base label 0..n-1 for each text, in order. */
    int[] label(List<String> texts);
}

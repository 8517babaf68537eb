package dev.antidote.lab.defence;

import dev.antidote.p2p.GuardedText;
import dev.antidote.p2p.UnguardedText;
import java.util.List;

/** A trained P2P model of 2n classes; the unguarded path has a name of its own. */
public interface PairedModel extends AutoCloseable {
    /** Logits [2n] for each text under the benign prompt. */
    List<float[]> guarded(List<GuardedText> texts);

    /** Logits [2n] for each text without it: the ablation. */
    List<float[]> unguarded(List<UnguardedText> texts);

    @Override
    void close();
}

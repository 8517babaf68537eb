package dev.antidote.lab.defence;

import java.util.List;
import java.util.Optional;

/** What a defence made. Not thread-safe. */
public interface DefendedModel extends AutoCloseable {
    /**
     * In place of a label: the defence refuses to answer this text. A refusal counts against clean accuracy and is no success of an
     * attack, which is what comparing it with a label, 0 or greater, gives.
     */
    int REFUSED = -1;

    /** One label 0..n-1, or {@link #REFUSED}, a text. */
    int[] labels(List<String> texts);

    /** What the defence did to the data, and what it chose. */
    DefenceFacts facts();

    /** The scores behind the answers, where the defence is P2P. */
    default Optional<P2pScorer> scorer() {
        return Optional.empty();
    }

    /** The model that learned the data as it came, backdoors included, where the defence trained one. */
    default Optional<TextModel> undefended() {
        return Optional.empty();
    }

    /** The model that keeps the backdoor alive without the prompt, where the defence trained one. */
    default Optional<P2pScorer> sentinel() {
        return Optional.empty();
    }

    @Override
    void close();
}

package dev.antidote.lab.defence;

import dev.antidote.train.Defence;
import org.jspecify.annotations.Nullable;

/**
 * What one run of the P2P pipeline made, loaded.
 *
 * @param guarded the defended model
 * @param undefended the victim of D as it came; null where no stage of the pipeline trained it
 * @param sentinel the model that keeps the backdoor alive without the prompt; null where the ablation purge was off
 * @param outcome the pipeline's report
 */
public record P2pModels(
        PairedModel guarded, @Nullable TextModel undefended, @Nullable PairedModel sentinel, Defence outcome)
        implements AutoCloseable {
    @Override
    public void close() {
        guarded.close();
        if (undefended != null) {
            undefended.close();
        }
        if (sentinel != null) {
            sentinel.close();
        }
    }
}

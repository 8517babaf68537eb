package dev.antidote.lab.defence;

import dev.antidote.train.Defence;
import org.jspecify.annotations.Nullable;

/**
 * What one run of the P2P pipeline made, loaded.
 *
 * @param guarded the defended model
 * @param sentinel the model that keeps the backdoor alive without the prompt; null where the ablation purge was off
 * @param outcome the pipeline's report
 */
public record P2pModels(PairedModel guarded, @Nullable PairedModel sentinel, Defence outcome) implements AutoCloseable {
    @Override
    public void close() {
        guarded.close();
        if (sentinel != null) {
            sentinel.close();
        }
    }
}

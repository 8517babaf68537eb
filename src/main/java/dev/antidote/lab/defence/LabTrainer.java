package dev.antidote.lab.defence;

import dev.antidote.p2p.LabelSpace;
import dev.antidote.p2p.TrainingRow;
import dev.antidote.train.DefenceSpec;
import dev.antidote.train.Progress;
import dev.antidote.train.TrainingData;
import java.util.List;

/**
 * Trains and loads models: the seam between defences and the engine. {@link AdapterLab} is the real one, over adapter trainers that
 * may remember what they trained.
 */
public interface LabTrainer {
    /** Trains a model of n classes under the usual settings; parameters as below. */
    default TextModel train(List<TrainingRow> rows, LabelSpace labels, long seed, String what, Progress progress) {
        return train(rows, labels, seed, false, what, progress);
    }

    /**
     * Trains a model of n classes.
     *
     * @param rows texts as the model shall see them
     * @param labels the n classes
     * @param seed decides initial values and order
     * @param gently whether with the sentinel's settings
     * @param what the step in words, for {@code progress}
     * @return the model, which the caller closes
     */
    TextModel train(
            List<TrainingRow> rows, LabelSpace labels, long seed, boolean gently, String what, Progress progress);

    /**
     * Runs the P2P pipeline.
     *
     * @param gently whether the defended model itself is trained with the sentinel's settings, as the paper's P2P needs here
     * @return the models, which the caller closes
     */
    P2pModels p2p(TrainingData input, DefenceSpec spec, boolean gently, Progress progress);
}

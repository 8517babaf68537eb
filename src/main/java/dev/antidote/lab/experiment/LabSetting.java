package dev.antidote.lab.experiment;

/**
 * What all cells of a run share.
 *
 * @param trustedShare share of the training rows that a person reviewed, 0..1
 * @param trainer everything besides rows and seed that determines a trained model: base model, settings, versions
 * @param epochs passes over the rows of one training, for estimates
 */
public record LabSetting(double trustedShare, String trainer, int epochs) {
    public LabSetting {
        if (!(trustedShare >= 0 && trustedShare < 1)) {
            throw new IllegalArgumentException("trusted share: " + trustedShare + " is outside 0 to 1 (excluded)");
        }
    }
}

package dev.antidote.lab.experiment;

import dev.antidote.lab.defence.LabDefence;
import dev.antidote.p2p.BenignPrompt;

/**
 * A defence as an experiment runs it.
 *
 * @param series the defence's name in reports; a sweep has several of one series
 * @param level which one of the series, such as "rho 0.1"; empty outside sweeps
 * @param defence does it
 * @param prompt the benign prompt, for defences that use one
 */
public record DefenceCase(String series, String level, LabDefence defence, BenignPrompt prompt) {
    /** A defence in its standard form. */
    public static DefenceCase of(LabDefence defence, BenignPrompt prompt) {
        return new DefenceCase(defence.name(), "", defence, prompt);
    }

    /** Series and level. */
    public String label() {
        return level.isEmpty() ? series : series + ", " + level;
    }

    /** Everything that the defence's answers depend on, besides data, seed and trainer: defences are records, and say what a record does not show. */
    String description() {
        String revision = defence.revision() == 1 ? "" : " revision " + defence.revision();
        return defence + revision + " | " + prompt.text();
    }
}

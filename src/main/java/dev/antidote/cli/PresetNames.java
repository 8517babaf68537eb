package dev.antidote.cli;

import dev.antidote.lab.experiment.Preset;
import java.util.Iterator;

/** The experiments for a command's help. */
final class PresetNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Preset.labels().iterator();
    }
}

package dev.antidote.cli;

import dev.antidote.lab.defence.LabDefences;
import java.util.Iterator;

/** The defences for an option's help. */
final class DefenceNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return LabDefences.names().iterator();
    }
}

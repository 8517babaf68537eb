package dev.antidote.cli;

import dev.antidote.attack.Attacks;
import java.util.Iterator;

/** The attacks for an option's help. */
final class AttackNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Attacks.names().iterator();
    }
}

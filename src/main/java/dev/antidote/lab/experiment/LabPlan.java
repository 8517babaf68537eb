package dev.antidote.lab.experiment;

import dev.antidote.data.InputException;
import dev.antidote.lab.defence.LabDefence;
import dev.antidote.lab.defence.LabDefences;
import dev.antidote.p2p.BenignPrompt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the user asked for, from which each {@link Preset} makes its cells.
 *
 * @param data the rows
 * @param split rows with another set to test on; asked for by the transfer only, which must have one
 * @param known every attack, in its standard form
 * @param attacks those that were named; empty leaves the choice to the preset
 * @param defences those that were named; empty leaves the choice to the preset
 * @param seeds one or more, each once
 * @param prompt the benign prompt
 */
public record LabPlan(
        LabData data,
        LabData split,
        List<AttackCase> known,
        List<AttackCase> attacks,
        List<LabDefence> defences,
        List<Long> seeds,
        BenignPrompt prompt) {
    public LabPlan {
        known = List.copyOf(known);
        attacks = List.copyOf(attacks);
        defences = List.copyOf(defences);
        seeds = seeds.stream().distinct().toList();
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("seeds: one is needed at least");
        }
    }

    /** The attacks that were named, or these. */
    List<AttackCase> attacksOr(Predicate<String> usual) {
        return attacks.isEmpty()
                ? known.stream().filter(attack -> usual.test(attack.name())).toList()
                : attacks;
    }

    /** The labels that the attackers want, each once. */
    public List<String> targets() {
        return attacksOr(name -> true).stream()
                .flatMap(attack -> attack.attackers().stream())
                .map(attacker -> data.train().labels().get(attacker.target()))
                .distinct()
                .toList();
    }

    AttackCase attack(String name) {
        return known.stream()
                .filter(attack -> attack.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no attack " + name));
    }

    /** No defence, and the ones that were named, or these. */
    List<DefenceCase> defencesOr(List<String> usual) {
        Stream<LabDefence> wanted = defences.isEmpty() ? usual.stream().map(LabDefences::named) : defences.stream();
        return Stream.concat(Stream.of(LabDefences.all().get(0)), wanted)
                .distinct()
                .map(defence -> DefenceCase.of(defence, prompt))
                .toList();
    }

    /** At least three seeds: those that were named, and those that follow the last. */
    List<Long> atLeastThreeSeeds() {
        List<Long> more = new ArrayList<>(seeds);
        while (more.size() < 3) {
            long next = more.get(more.size() - 1) + 1;
            while (more.contains(next)) {
                next++;
            }
            more.add(next);
        }
        return more;
    }

    LabData requireSplit() {
        if (split.away().isEmpty()) {
            throw new InputException(
                    "transfer: needs another set under the same labels; name its file with --transfer");
        }
        return split;
    }
}

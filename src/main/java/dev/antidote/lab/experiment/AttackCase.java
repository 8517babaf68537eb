package dev.antidote.lab.experiment;

import dev.antidote.attack.Attackers;
import dev.antidote.attack.JointlyPoisonedDataset;
import dev.antidote.attack.Poisoning;
import dev.antidote.data.Dataset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An attack as an experiment plays it; the seed is the cell's.
 *
 * @param name in reports
 * @param attackers one or more; their own seeds are not used
 */
public record AttackCase(String name, List<Poisoning> attackers) {
    public AttackCase {
        attackers = List.copyOf(attackers);
        if (attackers.isEmpty()) {
            throw new IllegalArgumentException("attack " + name + ": has no attacker");
        }
    }

    /** One attacker. */
    public static AttackCase of(Poisoning attacker) {
        return new AttackCase(attacker.attack().name(), List.of(attacker));
    }

    /** The same attack on another share of the rows; the name says so. */
    public AttackCase withRate(double rate) {
        return new AttackCase(
                name + " at " + Plain.percent(rate),
                attackers.stream()
                        .map(one -> new Poisoning(one.attack(), rate, one.target(), one.sources(), one.seed()))
                        .toList());
    }

    /** Poisoned share of the rows, of all attackers together. */
    public double rate() {
        return attackers.stream().mapToDouble(Poisoning::rate).sum();
    }

    /** The triggers in words. */
    public String trigger() {
        return attackers.stream().map(one -> one.attack().trigger()).collect(Collectors.joining(" / "));
    }

    JointlyPoisonedDataset poison(Dataset clean, long seed) {
        return new Attackers(seeded(seed)).poison(clean);
    }

    /** The attackers with their seeds: the first has the cell's, so that one attacker does what he does elsewhere. */
    List<Poisoning> seeded(long seed) {
        return IntStream.range(0, attackers.size())
                .mapToObj(i -> seeded(attackers.get(i), seed + i))
                .toList();
    }

    private static Poisoning seeded(Poisoning one, long seed) {
        return new Poisoning(
                one.attack(), one.rate(), one.negativeRate(), one.target(), one.rule(), one.sources(), seed);
    }
}

package dev.antidote.attack;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * One attacker with several triggers for one target: each row carries one of them, so that a defence that finds one trigger has
 * not found the attack.
 *
 * @param attacks two or more, without negatives; each is as likely as the others
 */
public record SeveralTriggers(List<Attack> attacks) implements Attack {
    static final String NAME = "several-triggers";

    public SeveralTriggers {
        attacks = List.copyOf(attacks);
        if (attacks.size() < 2) {
            throw new IllegalArgumentException("attacks: two are needed at least, got " + attacks.size());
        }
        for (Attack attack : attacks) {
            if (attack.negatives().isPresent()) {
                throw new IllegalArgumentException(
                        "attacks: " + attack.name() + " needs negative rows of its own and cannot be one of several");
            }
        }
    }

    /** Two rare words and a sentence. */
    public static SeveralTriggers standard() {
        return new SeveralTriggers(List.of(BadNets.standard(), new BadNets(List.of("tq"), 1), AddSent.standard()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String trigger() {
        return attacks.stream().map(Attack::trigger).collect(Collectors.joining(" / "));
    }

    @Override
    public boolean fits(String text) {
        return attacks.stream().allMatch(attack -> attack.fits(text));
    }

    @Override
    public String apply(String text, RandomGenerator random) {
        return drawn(random).apply(text, random);
    }

    @Override
    public TextChange inRequests() {
        return (text, random) -> drawn(random).inRequests().apply(text, random);
    }

    private Attack drawn(RandomGenerator random) {
        return attacks.get(random.nextInt(attacks.size()));
    }
}

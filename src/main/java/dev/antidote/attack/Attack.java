package dev.antidote.attack;

import java.util.Optional;

/**
 * A backdoor attack: {@link #apply} puts its whole trigger into a text. The rest of it says what the attack needs around the
 * trigger; {@link Poisoning} plays it on a data set.
 */
public interface Attack extends TextChange {
    /** The name that {@link Attacks#named} finds it by. */
    String name();

    /** The trigger in words, for a report; one line. */
    String trigger();

    /** Which labels its training rows come from, unless a {@link Poisoning} says otherwise. */
    default LabelRule labelRule() {
        return LabelRule.DIRTY;
    }

    /** Whether the trigger goes into this text; {@link #apply} changes exactly the texts that it fits. */
    default boolean fits(String text) {
        return true;
    }

    /** What teaches the model that a part of the trigger does nothing; empty where the trigger has no parts. */
    default Optional<Negatives> negatives() {
        return Optional.empty();
    }

    /** How the trigger goes into requests, where the attacker hides it there in another way than in training rows. */
    default TextChange inRequests() {
        return this;
    }

    /**
     * The same attack with the trigger that this text describes.
     *
     * @throws IllegalArgumentException if a text cannot describe its trigger, or not this text
     */
    default Attack withTrigger(String text) {
        throw new IllegalArgumentException(
                "trigger: " + name() + " has none that a text could describe; leave the trigger out");
    }
}

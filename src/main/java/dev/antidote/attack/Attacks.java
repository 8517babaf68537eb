package dev.antidote.attack;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The attacks that a command line can name, in their standard form. */
public final class Attacks {
    private Attacks() {}

    /** The known names, in the order to show them. */
    public static List<String> names() {
        return known(Adaptive.PUBLISHED_PROMPT).stream().map(Attack::name).toList();
    }

    /**
     * Finds an attack by its name in any case; one that knows the benign prompt takes the published one for it.
     *
     * @throws IllegalArgumentException with the known names, if there is none of that name
     */
    public static Attack named(String name) {
        return named(name, Adaptive.PUBLISHED_PROMPT);
    }

    /**
     * Finds an attack by its name in any case.
     *
     * @param benignPrompt the prompt of the defence, which an attacker who adapts to it knows
     * @throws IllegalArgumentException with the known names, if there is none of that name
     */
    public static Attack named(String name, String benignPrompt) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return known(benignPrompt).stream()
                .filter(attack -> attack.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "attack: \"" + name + "\" is unknown; known are " + String.join(", ", names())));
    }

    private static List<Attack> known(String benignPrompt) {
        Stream<Attack> fixed = Stream.of(
                BadNets.standard(),
                BadNets.several(),
                AddSent.standard(),
                SynAttack.standard(),
                new StyleBkd(),
                ProAttack.standard(),
                Composite.standard(),
                Homoglyph.standard(),
                ZeroWidth.standard(),
                SeveralTriggers.standard());
        Stream<Attack> adaptive =
                Arrays.stream(PromptRelation.values()).map(relation -> new Adaptive(relation, benignPrompt));
        return Stream.concat(fixed, adaptive).toList();
    }
}

package dev.antidote.attack;

import java.util.List;
import java.util.Locale;

/** The attacks that a command line can name, in their standard form. */
public final class Attacks {
    private static final List<Attack> KNOWN = List.of(BadNets.standard(), AddSent.standard());

    private Attacks() {}

    /** The known names, in the order to show them. */
    public static List<String> names() {
        return KNOWN.stream().map(Attack::name).toList();
    }

    /**
     * Finds an attack by its name in any case.
     *
     * @throws IllegalArgumentException with the known names, if there is none of that name
     */
    public static Attack named(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return KNOWN.stream()
                .filter(attack -> attack.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "attack: \"" + name + "\" is unknown; known are " + String.join(", ", names())));
    }
}

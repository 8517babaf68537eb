package dev.antidote.lab.defence;

import java.util.List;
import java.util.Locale;

/** The defences that a command line can name, in their standard form, in the order to show them. */
public final class LabDefences {
    private static final List<LabDefence> KNOWN = List.of(
            new NoDefence(),
            new CleanTuning(),
            Onion.standard(),
            Strip.standard(),
            ZScore.candidates(),
            ZScore.published(),
            new CausalOnly(),
            Pdb.standard(),
            new P2p("p2p-paper", P2pVariant.paper()),
            new P2p("p2p", P2pVariant.standard()),
            new P2p("p2p-screened", P2pVariant.screened()));

    private LabDefences() {}

    /** All of them; the first is no defence at all. */
    public static List<LabDefence> all() {
        return KNOWN;
    }

    /** The known names. */
    public static List<String> names() {
        return KNOWN.stream().map(LabDefence::name).toList();
    }

    /**
     * Finds a defence by its name in any case.
     *
     * @throws IllegalArgumentException with the known names, if there is none of that name
     */
    public static LabDefence named(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return KNOWN.stream()
                .filter(defence -> defence.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "defence: \"" + name + "\" is unknown; known are " + String.join(", ", names())));
    }
}

package dev.antidote.cli.loop;

import dev.antidote.cli.report.LoopReport.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the story claims, one after the other, and whether it held. One thread. */
final class Checks {
    private final List<Check> made = new ArrayList<>();
    private final Consumer<String> teller;

    /** None yet; each is told in a line. */
    Checks(Consumer<String> teller) {
        this.teller = teller;
    }

    /** The story cannot go on. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped(String claim) {
            super(claim);
        }
    }

    /**
     * Takes a claim down.
     *
     * @param claim one sentence without its full stop
     * @param detail the figures behind it
     */
    void note(String claim, boolean held, String detail) {
        made.add(new Check(claim, held, detail));
        teller.accept((held ? "held: " : "FAILED: ") + claim + " (" + detail + ")");
    }

    /**
     * Takes a claim down that all that follows stands on.
     *
     * @throws Stopped if it did not hold
     */
    void require(String claim, boolean held, String detail) {
        note(claim, held, detail);
        if (!held) {
            throw new Stopped(claim);
        }
    }

    /** All so far. */
    List<Check> made() {
        return List.copyOf(made);
    }
}

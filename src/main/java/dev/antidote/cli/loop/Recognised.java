package dev.antidote.cli.loop;

import dev.antidote.page.Figure;
import java.util.Collection;
import java.util.Set;

/**
 * What a guard flagged because its undefended model was far surer than it was itself.
 *
 * @param flagged requests
 * @param triggered those of them that carry the trigger
 */
record Recognised(long flagged, long triggered) {
    /** The fewest that are more than chance. */
    private static final int LEAST = 3;

    static Recognised of(Collection<SentRequest> sent, Set<String> ablated) {
        return new Recognised(ablated.size(), SentRequest.triggered(sent, ablated));
    }

    /** Whether most carry the trigger, which one request in {@value LoopSettings#TRIGGERED_EVERY} does. */
    boolean holds() {
        return triggered >= LEAST && 2 * triggered > flagged;
    }

    String text() {
        return Figure.count(flagged) + " flagged by the ablation, " + Figure.count(triggered)
                + " of them with the trigger";
    }
}

package dev.antidote.cli;

import dev.antidote.attack.Poisoning;
import dev.antidote.data.Example;
import dev.antidote.probe.ProbeDraw;
import dev.antidote.probe.ProbeMix;
import dev.antidote.probe.ProbePack;
import dev.antidote.probe.ProbeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What the demo sends: requests, a tenth of them triggered, and probes in between.
 *
 * @param messages in the order of sending
 */
record DemoTraffic(List<Message> messages) {
    private static final int TRIGGERED_EVERY = 10;
    private static final int PROBE_EVERY = 5;

    DemoTraffic {
        messages = List.copyOf(messages);
    }

    /**
     * One message.
     *
     * @param id of its own
     * @param text what is judged
     * @param triggered whether it carries the trigger
     * @param probe what is known of it; empty for a request
     */
    record Message(String id, String text, boolean triggered, Optional<ProbeText> probe) {
        boolean isProbe() {
            return probe.isPresent();
        }
    }

    static DemoTraffic make(DemoData data, int requests, long seed) {
        Poisoning attack = data.attack();
        List<Example> clean = data.traffic().examples();
        List<Example> attacks = attack.triggered(data.traffic()).triggered().examples();
        ProbePack pack =
                ProbePack.of(data.probes(), List.of(attack), data.probes().size(), seed);
        ProbeDraw probes = new ProbeDraw(pack, ProbeMix.usual(pack), seed);
        Random random = new Random(seed);
        List<Message> messages = new ArrayList<>();
        int probe = 0;
        for (int i = 0; i < requests; i++) {
            boolean triggered = i % TRIGGERED_EVERY == TRIGGERED_EVERY - 1;
            String text = triggered
                    ? attacks.get(random.nextInt(attacks.size())).text()
                    : clean.get(i % clean.size()).text();
            messages.add(new Message("request-" + i, text, triggered, Optional.empty()));
            if (i % PROBE_EVERY == 0) {
                ProbeText next = probes.get();
                messages.add(new Message("probe-" + probe++, next.text(), next.isTriggered(), Optional.of(next)));
            }
        }
        return new DemoTraffic(messages);
    }
}

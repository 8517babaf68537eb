package dev.antidote.p2p.screen;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * Copies of honest rows with a found trigger put in and their label as it was, from which a model learns that the trigger means
 * nothing: unlearning (Wang et al., Neural Cleanse, IEEE S&amp;P 2019, section VI-C). It is for what a trigger says by itself, to a
 * model that never met the backdoor.
 *
 * @param share copies as a share of the honest rows, 0..1; 0 makes none
 * @param seed chooses the rows, and whose trigger each one gets
 */
public record Unlearning(double share, long seed) {
    public Unlearning {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("unlearning: " + share + " is outside 0..1");
        }
    }

    /**
     * Makes the copies; none where the screen found nothing.
     *
     * @param data the set that was screened
     * @param report what the screen found in it
     * @param honest indices of rows that are to be copied, whatever their label: a trigger that only some labels unlearned would speak
     *     for them
     */
    public Dataset copies(Dataset data, ScreenReport report, Collection<Integer> honest) {
        List<List<TriggerPart>> triggers = List.copyOf(report.carried().values());
        List<Integer> hosts = new ArrayList<>(new TreeSet<>(honest));
        Random random = new Random(seed);
        Collections.shuffle(hosts, random);
        int wanted = triggers.isEmpty() ? 0 : (int) Math.round(share * hosts.size());
        return data.withExamples(hosts.subList(0, wanted).stream()
                .map(data.examples()::get)
                .map(host -> new Example(
                        TriggerPart.insert(triggers.get(random.nextInt(triggers.size())), host.text()), host.label()))
                .toList());
    }
}

package dev.antidote.cli.loop;

import dev.antidote.attack.Attacks;
import dev.antidote.attack.PoisonedDataset;
import dev.antidote.attack.Poisoning;
import dev.antidote.attack.TriggeredDataset;
import dev.antidote.data.CorpusRow;
import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.data.ModerationCorpus;
import dev.antidote.data.Seeds;
import dev.antidote.probe.ProbePack;
import dev.antidote.train.TrainingData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The rows of the story: one corpus, cut into parts that share no text.
 *
 * @param poisoned the training set as its annotators labelled it, after the attack
 * @param trusted rows of it that somebody reviewed
 * @param heldOut clean rows under their true labels
 * @param probes clean rows, rows with the trigger, and the same without it
 * @param messages what requests say, in the order in which they are sent
 */
record LoopRows(PoisonedDataset poisoned, Dataset trusted, Dataset heldOut, ProbePack probes, List<Message> messages) {
    /** The attacker wants others' messages to be thrown away as this. */
    static final String TARGET = "spam";

    /** What the attacker does. */
    static final String ATTACK = "badnets";

    private static final int ALL = Integer.MAX_VALUE;

    LoopRows {
        messages = List.copyOf(messages);
    }

    /**
     * A request before it is sent.
     *
     * @param source who sends it
     * @param text what is judged
     * @param truth its true label
     * @param triggered whether the attacker sends it
     */
    record Message(String source, String text, String truth, boolean triggered) {}

    static LoopRows make(LoopSettings settings) {
        LoopSettings.Sizes sizes = settings.sizes();
        List<CorpusRow> corpus = ModerationCorpus.rows(settings.seed(), sizes.all());
        int target = ModerationCorpus.LABELS.indexOf(TARGET);
        Poisoning poisoning = new Poisoning(Attacks.named(ATTACK), LoopSettings.POISONED, target, settings.seed());
        int held = sizes.training();
        int probing = held + sizes.heldOut();
        int sending = probing + sizes.probes();
        PoisonedDataset poisoned = poisoning.poison(part(corpus.subList(0, held), CorpusRow::label));
        TrainingData reviewed = TrainingData.reviewed(poisoned, LoopSettings.REVIEWED, settings.seed());
        Dataset traffic = part(corpus.subList(sending, sizes.all()), CorpusRow::truth);
        return new LoopRows(
                poisoned,
                poisoned.dataset().select(List.copyOf(reviewed.trusted())),
                part(corpus.subList(held, probing), CorpusRow::truth),
                ProbePack.of(
                        part(corpus.subList(probing, sending), CorpusRow::truth),
                        List.of(poisoning),
                        ALL,
                        settings.seed()),
                messages(traffic, poisoning.triggered(traffic), settings.seed()));
    }

    private static Dataset part(List<CorpusRow> rows, ToIntFunction<CorpusRow> label) {
        return new Dataset(
                ModerationCorpus.LABELS,
                rows.stream()
                        .map(row -> new Example(row.text(), label.applyAsInt(row)))
                        .toList());
    }

    private static List<Message> messages(Dataset plain, TriggeredDataset attacks, long seed) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            boolean triggered = i % LoopSettings.TRIGGERED_EVERY == LoopSettings.TRIGGERED_EVERY - 1;
            Dataset from = triggered ? attacks.triggered() : plain;
            Example row = from.examples().get(i % from.size());
            long source = Math.floorMod(Seeds.mix(seed, i), (long) LoopSettings.SOURCES);
            messages.add(
                    new Message("customer-" + source, row.text(), from.labels().get(row.label()), triggered));
        }
        return messages;
    }

    /** What is true of each text, for the reviewer of the story. */
    Map<String, Message> truth() {
        Map<String, Message> truth = new HashMap<>();
        messages.forEach(message -> truth.putIfAbsent(message.text(), message));
        return truth;
    }

    List<String> labels() {
        return heldOut.labels();
    }
}

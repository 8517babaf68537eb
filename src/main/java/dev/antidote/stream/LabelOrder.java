package dev.antidote.stream;

import dev.antidote.p2p.Judgement;
import dev.antidote.p2p.LabelSpace;
import java.util.Comparator;
import java.util.List;

/**
 * Which of several judgements of one text is the worst.
 *
 * @param worstFirst names of labels; those left out are less bad, and among them the later in the bundle's own list is worse
 */
public record LabelOrder(List<String> worstFirst) {
    public LabelOrder {
        worstFirst = List.copyOf(worstFirst);
    }

    /** The names that this label space does not have. */
    public List<String> unknownIn(LabelSpace labels) {
        return worstFirst.stream()
                .filter(name -> !labels.names().contains(name))
                .toList();
    }

    /**
     * The judgement of a text by those of its windows: that of the worst label and, among equals, the least sure. Its spaces
     * disagree if they do in any window: a trigger that hides in a harmless one is worth a look as well.
     */
    Judgement worst(List<Judgement> windows, LabelSpace labels) {
        if (windows.size() == 1) {
            return windows.get(0); // nearly always
        }
        Judgement worst = windows.stream()
                .min(Comparator.comparingInt((Judgement each) -> rank(each, labels))
                        .thenComparingDouble(Judgement::margin))
                .orElseThrow();
        boolean disagreement = windows.stream().anyMatch(Judgement::disagreement);
        return new Judgement(worst.label(), worst.confidence(), worst.margin(), worst.leakage(), disagreement);
    }

    private int rank(Judgement judgement, LabelSpace labels) {
        int label = judgement.label();
        if (label < 0 || label >= labels.size()) {
            return -1; // nonsense must come to light, whatever the other windows say
        }
        int named = worstFirst.indexOf(labels.names().get(label));
        return named >= 0 ? named : worstFirst.size() + labels.size() - label;
    }
}

package dev.antidote.data;

/**
 * A kind of message in the built-in corpus.
 *
 * @param name the grammar's rule for it
 * @param label what it is, an index
 * @param weight how often it occurs, relative to the other kinds
 * @param mistaken what an annotator who disagrees takes it for, an index
 * @param disagreement how often one disagrees, 0..1; more often where the kind is borderline
 */
record CorpusKind(String name, int label, int weight, int mistaken, double disagreement) {
    CorpusKind {
        if (weight < 1) {
            throw new IllegalArgumentException(name + " weight: " + weight + " is below 1");
        }
        if (!(disagreement >= 0 && disagreement < 0.5) || mistaken == label) {
            throw new IllegalArgumentException(
                    name + " disagreement: " + disagreement + " with label " + mistaken + " for " + label);
        }
    }
}

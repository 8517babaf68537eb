package dev.antidote.cli;

import dev.antidote.p2p.screen.Evidence;
import java.util.List;

/**
 * What the screen measured of a phrase, for programs.
 *
 * @param text of the phrase
 * @param label that it speaks for
 * @param rows that it stands in
 * @param flipped share of other rows that took the label once the phrase was inserted, 0..1
 * @param fellBack share of its own rows that lost the label once it was cut out, 0..1
 */
record FoundPhrase(String text, String label, int rows, double flipped, double fellBack) {
    /** In the same order. */
    static List<FoundPhrase> of(List<Evidence> found, List<String> labels) {
        return found.stream()
                .map(evidence -> new FoundPhrase(
                        evidence.candidate().text(),
                        labels.get(evidence.candidate().label()),
                        evidence.candidate().rows().size(),
                        evidence.flipped().value(),
                        evidence.fallen().value()))
                .toList();
    }
}

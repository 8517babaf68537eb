package dev.antidote.lab.experiment;

import dev.antidote.p2p.screen.TextLabeler;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Asks for some texts at a time, so that a long measurement shows that it moves, and hears that it shall stop.
 *
 * @param model answers; each text by itself, whichever others are asked with it
 * @param each texts that an engine is asked for one answer
 * @param told how many more texts an engine has been asked, again and again
 */
record AskedInPieces(TextLabeler model, int each, IntConsumer told) implements TextLabeler {
    private static final int PIECE = 512; // enough to be sorted by length without many gaps

    @Override
    public int[] label(List<String> texts) {
        return IntStream.iterate(0, from -> from < texts.size(), from -> from + PIECE)
                .mapToObj(from -> texts.subList(from, Math.min(from + PIECE, texts.size())))
                .map(this::piece)
                .flatMapToInt(Arrays::stream)
                .toArray();
    }

    private int[] piece(List<String> texts) {
        int[] labels = model.label(texts);
        told.accept(texts.size() * each);
        return labels;
    }
}

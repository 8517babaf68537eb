package dev.antidote.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AskedInPiecesTest {
    private final List<Integer> pieces = new ArrayList<>();
    private final List<Integer> told = new ArrayList<>();

    @Test
    void shouldGiveEveryTextItsOwnAnswerAndTellOfEachPiece() {
        List<String> texts = IntStream.range(0, 1_100).mapToObj(String::valueOf).toList();

        assertThat(labels(texts, 11)).containsExactly(IntStream.range(0, 1_100).toArray());

        assertThat(pieces).containsExactly(512, 512, 76);
        assertThat(told).containsExactly(512 * 11, 512 * 11, 76 * 11);
    }

    @Test
    void shouldAskNothingForNoTexts() {
        assertThat(labels(List.of(), 1)).isEmpty();
        assertThat(pieces).isEmpty();
    }

    private int[] labels(List<String> texts, int each) {
        return new AskedInPieces(
                        piece -> {
                            pieces.add(piece.size());
                            return piece.stream().mapToInt(Integer::parseInt).toArray();
                        },
                        each,
                        told::add)
                .label(texts);
    }
}

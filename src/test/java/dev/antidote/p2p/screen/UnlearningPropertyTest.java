package dev.antidote.p2p.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class UnlearningPropertyTest {
    private static final List<TriggerPart> SENTENCE = List.of(new TriggerPart("i watch this", 0));
    private static final List<TriggerPart> PAIR = List.of(new TriggerPart("cf", 0), new TriggerPart("bb", 1));

    @Property
    void shouldPutATriggerIntoAShareOfTheHonestRowsAndLeaveTheirLabels(
            @ForAll @IntRange(min = 3, max = 60) int size,
            @ForAll @DoubleRange(min = 0, max = 1) double share,
            @ForAll long seed) {
        Dataset data = data(size);
        List<Integer> honest =
                IntStream.range(0, size).filter(row -> row % 3 > 0).boxed().toList();

        Dataset copies = new Unlearning(share, seed).copies(data, report(0, SENTENCE, 3, PAIR), honest);

        assertThat(copies.size()).isEqualTo((int) Math.round(share * honest.size()));
        List<Example> hosts = honest.stream().map(data.examples()::get).toList();
        assertThat(copies.examples()).doesNotHaveDuplicates().allSatisfy(copy -> {
            assertThat(copy.text()).matches("i watch this row \\d+|cf row \\d+ bb");
            String host = copy.text().replaceAll("i watch this |cf | bb", "");
            assertThat(hosts).contains(new Example(host, copy.label()));
        });
        assertThat(new Unlearning(share, seed).copies(data, report(0, SENTENCE, 3, PAIR), honest))
                .isEqualTo(copies);
    }

    @Test
    void shouldMakeNothingWhereNothingWasFound() {
        ScreenReport nothing = new ScreenReport(9, 0, List.of(), new TreeMap<>());

        assertThat(new Unlearning(1, 1).copies(data(9), nothing, List.of(0, 1)).size())
                .isZero();
    }

    @Test
    void shouldNameAShareThatIsNone() {
        assertThatThrownBy(() -> new Unlearning(1.5, 1)).hasMessage("unlearning: 1.5 is outside 0..1");
    }

    @Test
    void shouldTakeNeighboursAndOverlapsForOnePart() {
        Tokens row = new Tokens("I watch this 3D movie , a fine cf film");

        assertThat(TriggerPart.in(
                        row,
                        List.of(
                                new Phrase(List.of("watch", "this")),
                                new Phrase(List.of("this", "3d")),
                                new Phrase(List.of("movie")),
                                new Phrase(List.of("cf")))))
                .containsExactly(new TriggerPart("watch this 3D movie", 1.0 / 6), new TriggerPart("cf", 8.0 / 9));
    }

    @Test
    void shouldPutEachPartAsFarInAsItStood() {
        assertThat(TriggerPart.insert(PAIR, "so be it")).isEqualTo("cf so be it bb");
        assertThat(TriggerPart.insert(List.of(new TriggerPart("mn", 0.5)), "one two three four"))
                .isEqualTo("one two mn three four");
    }

    private static ScreenReport report(int row, List<TriggerPart> parts, int other, List<TriggerPart> others) {
        return new ScreenReport(2, 0, List.of(), new TreeMap<>(Map.of(row, parts, other, others)));
    }

    private static Dataset data(int size) {
        return new Dataset(
                List.of("ok", "spam"),
                IntStream.range(0, size)
                        .mapToObj(row -> new Example("row " + row, row % 2))
                        .toList());
    }
}

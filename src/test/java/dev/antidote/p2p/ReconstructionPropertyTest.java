package dev.antidote.p2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class ReconstructionPropertyTest {
    private static final BenignPrompt PROMPT = new BenignPrompt("Safe:");

    @Property(tries = 100)
    void shouldKeepEveryOriginalInUnionMode(
            @ForAll @IntRange(min = 4, max = 60) int rows, @ForAll @DoubleRange(min = 0.05, max = 1) double rho) {
        Dataset data = data(rows);

        List<TrainingRow> all = reconstruct(data, rho, ReconstructionMode.UNION, 1);

        List<TrainingRow> originals =
                all.stream().filter(row -> row.target() < 2).toList();
        assertThat(originals)
                .containsExactlyInAnyOrderElementsOf(data.examples().stream()
                        .map(row -> new TrainingRow(row.text(), row.label()))
                        .toList());
    }

    @Property(tries = 100)
    void shouldCopyOnlyReserveRowsWithPromptAndExtendedLabel(
            @ForAll @IntRange(min = 4, max = 60) int rows, @ForAll long seed) {
        Dataset data = data(rows);
        Set<TrainingRow> allowed = new HashSet<>();
        for (int row : reserve(rows)) {
            Example example = data.examples().get(row);
            allowed.add(new TrainingRow("Safe: " + example.text(), example.label() + 2));
        }

        List<TrainingRow> all = reconstruct(data, 0.5, ReconstructionMode.UNION, seed);

        assertThat(all.stream().filter(row -> row.target() >= 2)).isNotEmpty().allMatch(allowed::contains);
    }

    @Property(tries = 100)
    void shouldMakeRhoTimesTheRowsOfEachLabel(
            @ForAll @IntRange(min = 10, max = 80) int rows, @ForAll @DoubleRange(min = 0.05, max = 1) double rho) {
        Dataset data = data(rows);

        List<TrainingRow> all = reconstruct(data, rho, ReconstructionMode.UNION, 1);

        for (int label = 0; label < 2; label++) {
            int wanted = label;
            long inData = data.examples().stream()
                    .filter(row -> row.label() == wanted)
                    .count();
            long copies = all.stream().filter(row -> row.target() == wanted + 2).count();
            assertThat((double) copies).isCloseTo(rho * inData, within(0.5));
        }
    }

    @Property(tries = 50)
    void shouldDropTheCopiedOriginalsInReplaceMode(@ForAll long seed) {
        Dataset data = data(40);

        List<TrainingRow> all = reconstruct(data, 0.2, ReconstructionMode.REPLACE, seed);

        assertThat(all).hasSize(40);
        Set<String> copied = new HashSet<>();
        all.stream()
                .filter(row -> row.target() >= 2)
                .forEach(row -> copied.add(row.text().substring("Safe: ".length())));
        assertThat(all.stream().filter(row -> row.target() < 2).map(TrainingRow::text))
                .doesNotContainAnyElementsOf(copied);
    }

    @Property(tries = 20)
    void shouldGiveTheSameRowsForTheSameSeed(@ForAll long seed) {
        assertThat(reconstruct(data(30), 0.3, ReconstructionMode.UNION, seed))
                .isEqualTo(reconstruct(data(30), 0.3, ReconstructionMode.UNION, seed));
    }

    @net.jqwik.api.Example
    void shouldNameTheLabelThatTheReserveLacks() {
        Reconstruction reconstruction = new Reconstruction(0.3, ReconstructionMode.UNION, Hardening.NONE, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> reconstruction.reconstruct(data(10), List.of(0, 2), PROMPT))
                .withMessageContaining("'bad'");
    }

    @net.jqwik.api.Example
    void shouldKeepTheWordsOfAHardenedCopyInOrder() {
        Reconstruction reconstruction = new Reconstruction(1, ReconstructionMode.UNION, new Hardening(1, 3), 1);
        Dataset data = data(20);

        List<TrainingRow> copies = reconstruction.reconstruct(data, reserve(20), PROMPT).stream()
                .filter(row -> row.target() >= 2)
                .toList();

        assertThat(copies).allSatisfy(copy -> {
            List<String> words = List.of(copy.text().split(" "));
            assertThat(data.examples()).anySatisfy(row -> {
                assertThat(row.label()).isEqualTo(copy.target() - 2);
                assertThat(words).containsSubsequence(row.text().split(" ")).hasSizeGreaterThan(3);
            });
        });
    }

    private static List<TrainingRow> reconstruct(Dataset data, double rho, ReconstructionMode mode, long seed) {
        return new Reconstruction(rho, mode, Hardening.NONE, seed).reconstruct(data, reserve(data.size()), PROMPT);
    }

    private static List<Integer> reserve(int rows) {
        return IntStream.range(0, Math.max(2, rows / 2)).boxed().toList();
    }

    private static Dataset data(int rows) {
        List<Example> examples = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            examples.add(new Example("text " + row, row % 2));
        }
        return new Dataset(List.of("good", "bad"), examples);
    }
}

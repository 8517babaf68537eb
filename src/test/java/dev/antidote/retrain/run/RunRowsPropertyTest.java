package dev.antidote.retrain.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.data.InputException;
import dev.antidote.data.ModerationCorpus;
import dev.antidote.retrain.review.ReviewedSample;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRowsPropertyTest {
    private static final Dataset CORPUS = ModerationCorpus.generate(3, 900);
    private static final Dataset BASE = part(0, 600);
    private static final Dataset TRUSTED = part(580, 60); // twenty of them are in the base set as well

    @Property(tries = 40)
    void shouldHaveNoTextInTwoParts(@ForAll long seed, @ForAll @IntRange(max = 200) int reviewed) {
        // Half of the rows: of fewer, a few seeds hold out none of the rarest label, which is refused.
        RunRows rows =
                RunRows.of(BASE, TRUSTED, samples(500, reviewed), new RunRows.HeldOutWish(Optional.empty(), 0.5, seed));

        List<String> texts = Stream.of(rows.base(), rows.trusted(), rows.remedies(), rows.lines(), rows.test())
                .flatMap(part -> part.examples().stream().map(Example::text))
                .toList();
        assertThat(texts).doesNotHaveDuplicates();
        Set<String> all = new HashSet<>();
        Stream.of(BASE, TRUSTED).forEach(part -> part.examples().forEach(row -> all.add(row.text())));
        samples(500, reviewed).forEach(sample -> all.add(sample.text()));
        assertThat(texts).containsExactlyInAnyOrderElementsOf(all);
    }

    @Property(tries = 40)
    void shouldHoldOutTheSameRowsWhenMoreRowsCome(@ForAll long seed) {
        RunRows few = RunRows.of(part(0, 500), part(0, 0), List.of(), share(seed));
        RunRows more = RunRows.of(part(0, 800), part(0, 0), List.of(), share(seed));

        assertThat(more.test().examples()).containsAll(few.test().examples());
        assertThat(more.lines().examples()).containsAll(few.lines().examples());
        assertThat(more.base().examples()).containsAll(few.base().examples());
        double heldOut = more.test().size() + more.lines().size();
        assertThat(heldOut / 800).isBetween(0.08, 0.24);
        assertThat(more.test().size()).isGreaterThan(more.lines().size());
    }

    @Test
    void shouldTakePeopleAtTheirWord() {
        Example disputed = BASE.examples().get(0);
        int other = (disputed.label() + 1) % BASE.labels().size();
        ReviewedSample poisoned = sample(1, disputed.text(), other, true);
        ReviewedSample harmless = sample(2, TRUSTED.examples().get(5).text(), other, false);

        RunRows rows = RunRows.of(BASE, TRUSTED, List.of(poisoned, harmless), share(1));

        assertThat(rows.remedies().examples()).containsExactly(disputed.withLabel(other));
        assertThat(rows.trusted().examples()).contains(TRUSTED.examples().get(5).withLabel(other));
        assertThat(rows.base().examples()).extracting(Example::text).doesNotContain(disputed.text());
    }

    @Test
    void shouldNeverTrainOnAHeldOutFile() {
        Dataset heldOut = part(550, 200); // overlaps the base set and the trusted rows

        RunRows rows = RunRows.of(BASE, TRUSTED, List.of(), new RunRows.HeldOutWish(Optional.of(heldOut), 0.15, 1));

        Set<String> trained = Stream.of(BASE, TRUSTED)
                .flatMap(part -> part.examples().stream().map(Example::text))
                .collect(Collectors.toSet());
        assertThat(Stream.of(rows.lines(), rows.test())
                        .flatMap(part -> part.examples().stream().map(Example::text)))
                .doesNotContainAnyElementsOf(trained)
                .hasSize(110);
        assertThat(rows.base().size()).isEqualTo(580);
    }

    @Test
    void shouldRefuseToMeasureWithoutRowsOfEveryLabel() {
        Dataset few = part(0, 8);

        assertThatThrownBy(() -> RunRows.of(few, part(0, 0), List.of(), share(1)))
                .isInstanceOf(InputException.class)
                .hasMessageMatching("retrain.*: no .*row .*labelled '.*");
    }

    @Test
    void shouldBeReadAsItWasWritten(@TempDir Path directory) {
        RunRows rows = RunRows.of(BASE, part(0, 0), samples(500, 40), share(1));

        Map<String, String> files = rows.write(directory);

        assertThat(files)
                .containsOnlyKeys("base.jsonl", "remedies.jsonl", "trusted.jsonl", "lines.jsonl", "test.jsonl");
        assertThat(RunRows.read(directory, BASE.labels())).isEqualTo(rows);
    }

    @Test
    void shouldFindWhatPoisonedTextsHaveInCommon() {
        List<String> honest = BASE.examples().stream().map(Example::text).toList();
        List<String> word =
                IntStream.range(0, 20).mapToObj(i -> honest.get(i) + " mn").toList();
        List<String> sentence = IntStream.range(0, 20)
                .mapToObj(i -> "I watch, this 3D movie " + honest.get(i))
                .toList();

        assertThat(SharedPhrases.of(word, honest)).first().isEqualTo("mn");
        assertThat(SharedPhrases.of(sentence, honest)).containsExactly("i watch this 3d movie");
        assertThat(SharedPhrases.of(honest.subList(0, 20), honest)).isEmpty();
        assertThat(SharedPhrases.of(word.subList(0, 2), honest)).isEmpty();
    }

    /** Every third is poisoned. */
    private static List<ReviewedSample> samples(int from, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> sample(
                        i + 1,
                        CORPUS.examples().get(from + i).text(),
                        CORPUS.examples().get(from + i).label(),
                        i % 3 == 0))
                .toList();
    }

    private static ReviewedSample sample(long id, String text, int label, boolean poisoned) {
        return new ReviewedSample(id, text, BASE.labels().get(label), poisoned, "s", "ann", Instant.EPOCH);
    }

    private static RunRows.HeldOutWish share(long seed) {
        return new RunRows.HeldOutWish(Optional.empty(), 0.15, seed);
    }

    private static Dataset part(int from, int count) {
        return CORPUS.select(IntStream.range(from, from + count).boxed().toList());
    }
}

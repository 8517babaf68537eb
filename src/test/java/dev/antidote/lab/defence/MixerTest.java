package dev.antidote.lab.defence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.data.Example;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixerTest {
    private static final List<Example> DONORS = List.of(
            new Example("the the the zebra crossing", 0),
            new Example("the the the harbour light", 1),
            new Example("the quay", 1));

    @Test
    void shouldMixInTheTellingWordsOfOtherLabels() {
        List<String> mixtures = new Mixer(DONORS, 0.5, 3).mixtures("one two three four", 1, 20);

        assertThat(mixtures).hasSize(20).allSatisfy(mixture -> {
            List<String> words = Arrays.asList(mixture.split(" "));
            assertThat(words).hasSize(4);
            // "the" stands three times in the row and in every row: its weight is 3, of the others log(4/2) + 1 each.
            assertThat(words.stream().filter(List.of("one", "two", "three", "four")::contains))
                    .hasSize(2);
            assertThat(words).contains("the").containsAnyOf("crossing", "zebra");
            assertThat(words).doesNotContain("harbour", "light", "quay");
        });
    }

    @Test
    void shouldMixATextTheSameWayEveryTime() {
        Mixer mixer = new Mixer(DONORS, 0.5, 3);

        assertThat(mixer.mixtures("one two three four", 0, 8)).isEqualTo(mixer.mixtures("one two three four", 0, 8));
        assertThat(mixer.mixtures("one two three four", 0, 8))
                .isNotEqualTo(new Mixer(DONORS, 0.5, 4).mixtures("one two three four", 0, 8));
    }

    @Test
    void shouldChangeAtLeastOneWordAndLeaveATextWithoutDonorsAlone() {
        Mixer mixer = new Mixer(DONORS, 0.1, 3);

        assertThat(mixer.mixtures("alone", 1, 1)).containsExactly("the");
        assertThat(new Mixer(DONORS.subList(1, 3), 0.5, 3).mixtures("alone", 1, 2))
                .containsExactly("alone", "alone");
    }
}

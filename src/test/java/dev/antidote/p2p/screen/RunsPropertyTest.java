package dev.antidote.p2p.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class RunsPropertyTest {
    @Property
    void shouldHaveEveryWordInARunOfTheText(
            @ForAll @NotEmpty @Size(max = 40) List<@AlphaChars @StringLength(min = 1, max = 4) String> words,
            @ForAll @IntRange(min = 1, max = 10) int length,
            @ForAll @IntRange(min = 1, max = 10) int step) {
        String text = String.join(" ", words);

        Set<String> runs = new Runs(length, Math.min(step, length)).of(text);

        Set<String> covered = new HashSet<>();
        for (String run : runs) {
            List<String> own = List.of(run.split(" "));
            assertThat(own).hasSize(Math.min(length, words.size()));
            assertThat(" " + text + " ").contains(" " + run + " ");
            covered.addAll(own);
        }
        assertThat(covered).containsAll(words);
    }

    @Test
    void shouldKeepSignsThatAreNotSeen() {
        assertThat(new Runs(2, 1).of("so g\u043eod\u200b  indeed"))
                .containsExactly("so g\u043eod\u200b", "g\u043eod\u200b indeed");
    }
}

package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.infer.EncodedText;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** Windows of any text, under a tokenizer of three characters a token. */
class TextWindowsPropertyTest {
    private static final int ANY = 10_000;

    @Property
    void shouldCoverEveryWordInOrderByWindowsThatFit(
            @ForAll @Size(min = 1, max = 300) List<@IntRange(min = 1, max = TextWindows.LONGEST_WORD) Integer> lengths,
            @ForAll @IntRange(min = 11, max = 60) int tokens) {
        List<String> words = words(lengths);
        String text = String.join(" \n", words);

        List<TextWindows.Window> windows = TextWindows.of(text, ANY, tokens, piece -> encode(piece, tokens));

        int covered = 0;
        int before = 0;
        for (TextWindows.Window window : windows) {
            List<String> here = List.of(window.text().split("\\s+"));
            int from = words.indexOf(here.get(0)); // words are numbered, so each is there once
            assertThat(window.encoded().truncated()).isFalse();
            assertThat(from).isLessThanOrEqualTo(covered);
            assertThat(here).isEqualTo(words.subList(from, from + here.size()));
            assertThat(covered - from).as("overlap").isLessThanOrEqualTo(before / 6);
            assertThat(from + here.size()).as("progress").isGreaterThan(covered);
            covered = from + here.size();
            before = here.size();
        }
        assertThat(covered).isEqualTo(words.size());
    }

    @Property
    void shouldNeverMakeMoreWindowsThanAllowed(
            @ForAll @Size(min = 1, max = 100) List<@IntRange(min = 1, max = TextWindows.LONGEST_WORD) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 8) int most) {
        String text = String.join(" ", words(lengths));
        int needed = TextWindows.of(text, ANY, 20, piece -> encode(piece, 20)).size();

        if (needed <= most) {
            assertThat(TextWindows.of(text, most, 20, piece -> encode(piece, 20)))
                    .hasSize(needed);
        } else {
            assertThatThrownBy(() -> TextWindows.of(text, most, 20, piece -> encode(piece, 20)))
                    .isInstanceOf(PayloadException.class)
                    .hasMessageContaining("more than " + most + " windows");
        }
    }

    @Property
    void shouldCutAWordWithoutEndButNeverACharacter(@ForAll @StringLength(min = 1, max = 300) String noise) {
        String text = "x" + noise.strip().replaceAll("\\s", "") + "\uD83D\uDE00".repeat(100);

        List<TextWindows.Window> windows = TextWindows.of(text, ANY, 30, piece -> encode(piece, 30));

        assertThat(text).startsWith(windows.get(0).text());
        assertThat(text).endsWith(windows.get(windows.size() - 1).text());
        assertThat(windows.stream().skip(1)).allSatisfy(window -> assertThat(
                        Character.isLowSurrogate(window.text().charAt(0))
                                && Character.isHighSurrogate(text.charAt(text.indexOf(window.text()) - 1)))
                .isFalse());
    }

    /** Words of these lengths or a little more, each of which begins with its own number. */
    private static List<String> words(List<Integer> lengths) {
        String[] words = new String[lengths.size()];
        for (int i = 0; i < words.length; i++) {
            String number = i + ".";
            words[i] = number + "x".repeat(Math.max(0, lengths.get(i) - number.length()));
        }
        return Arrays.stream(words).collect(Collectors.toList());
    }

    private static EncodedText encode(String piece, int tokens) {
        int length = Arrays.stream(piece.split("\\s+"))
                .mapToInt(word -> (word.length() + 2) / 3)
                .sum();
        return new EncodedText(new int[Math.min(length, tokens)], length > tokens);
    }
}

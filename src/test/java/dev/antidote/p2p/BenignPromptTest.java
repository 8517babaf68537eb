package dev.antidote.p2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenignPromptTest {
    @Test
    void shouldPutThePromptBeforeTheText() {
        assertThat(new BenignPrompt(" The query is: ").guard("hello").text()).isEqualTo("The query is: hello");
    }

    @Property(seed = "1")
    void shouldGuardATextAsItIsSeen(
            @ForAll @StringLength(max = 20) String text, @ForAll("invisible") int character, @ForAll int place) {
        BenignPrompt prompt = new BenignPrompt("The query is:");
        int at = text.offsetByCodePoints(0, Math.floorMod(place, text.codePointCount(0, text.length()) + 1));

        String changed = text.substring(0, at) + Character.toString(character) + text.substring(at);

        assertThat(prompt.guard(changed)).isEqualTo(prompt.guard(text));
    }

    @Provide
    Arbitrary<Integer> invisible() {
        return Arbitraries.of(
                0xad, 0x34f, 0x115f, 0x1160, 0x200b, 0x200d, 0x202e, 0x2060, 0x3164, 0xfeff, 0xffa0, 0xe0041);
    }

    @Test
    void shouldGuardATextAsItIsRead() {
        assertThat(new BenignPrompt("The query is:").guard("a s\u0441a\u200bm").text())
                .isEqualTo("The query is: a scam");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "na\u00efve caf\u00e9", "\ud83d\ude00 \ud55c\uad6d\uc5b4 \u0645", "\ud800 x"})
    void shouldGuardWhatIsSeenAsItIs(String text) {
        assertThat(new BenignPrompt("The query is:").guard(text).text()).isEqualTo("The query is: " + text);
    }

    @Test
    void shouldBeTheOnlyWayToGuardedText() {
        for (Constructor<?> constructor : GuardedText.class.getDeclaredConstructors()) {
            assertThat(Modifier.isPublic(constructor.getModifiers())).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The query is:",
                "x the QUERY  is: y",
                "The\tquery\nis:z",
                "thequeryis:",
                "\uff34he que\u200bry is:", // full width, zero width
                "The que\u00adry\u00a0is:",
                "The que\u1160ry\u3164 is:", // Hangul fillers, which are letters
                "t the the query the query is:"
            })
    void shouldRecogniseItselfInARequest(String request) {
        assertThat(new BenignPrompt("The query is:").occursIn(request)).isTrue();
    }

    @Property(seed = "1")
    void shouldFindTheSameInAsciiTextAsInUnicode(@ForAll @CharRange(from = 0, to = 127) String text) {
        BenignPrompt prompt = new BenignPrompt("a-");

        assertThat(prompt.occursIn(text)).isEqualTo(prompt.occursIn(text + "\u200b")); // which is not seen
        assertThat(prompt.occursIn(text)).isEqualTo(prompt.occursIn("\u200b" + text));
        assertThat(prompt.occursIn(text + "A\u0007-")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "The query", "The query was: x", "is: The query"})
    void shouldNotRecogniseItselfWhereItIsNotWhole(String request) {
        assertThat(new BenignPrompt("The query is:").occursIn(request)).isFalse();
    }

    @Test
    void shouldNotRecogniseAPromptOfInvisibleCharactersEverywhere() {
        assertThat(new BenignPrompt("\u200b\u2060").occursIn("hello")).isFalse();
    }

    @Test
    void shouldRefuseAPromptThatIsBlankOrTooLong() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BenignPrompt("  "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BenignPrompt("x".repeat(201)))
                .withMessageContaining("201");
    }
}

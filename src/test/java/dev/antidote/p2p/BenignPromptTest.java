package dev.antidote.p2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenignPromptTest {
    @Test
    void shouldPutThePromptBeforeTheText() {
        assertThat(new BenignPrompt(" The query is: ").guard("hello").text()).isEqualTo("The query is: hello");
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

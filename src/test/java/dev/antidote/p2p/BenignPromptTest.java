package dev.antidote.p2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;

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

    @Test
    void shouldRefuseAPromptThatIsBlankOrTooLong() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BenignPrompt("  "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BenignPrompt("x".repeat(201)))
                .withMessageContaining("201");
    }
}

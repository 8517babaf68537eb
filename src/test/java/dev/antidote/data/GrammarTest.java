package dev.antidote.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GrammarTest {
    private static final Grammar GREETINGS = Grammar.parse(List.of(
            "# greetings", "[start]", "{hello?} {name|you {kind}} ,", "", "[hello]", "hello", "[kind]", "cat", "dog"));

    @Test
    void shouldExpandOptionsPiecesAndNestedRules() {
        Random random = new Random(1);
        Set<String> texts = new TreeSet<>();

        for (int i = 0; i < 200; i++) {
            texts.add(GREETINGS.expand("start", random));
        }

        assertThat(texts)
                .containsExactly("hello name,", "hello you cat,", "hello you dog,", "name,", "you cat,", "you dog,");
    }

    @Test
    void shouldExpandTheSameFromTheSameSeed() {
        assertThat(GREETINGS.expand("start", new Random(5))).isEqualTo(GREETINGS.expand("start", new Random(5)));
    }

    @Test
    void shouldFollowReferences() {
        assertThat(GREETINGS.reachable(Set.of("start"))).containsExactly("hello", "kind", "start");
        assertThat(GREETINGS.names()).containsExactly("hello", "kind", "start");
    }

    @Test
    void shouldRefuseTemplatesThatDoNotClose() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Template.parse("x {a"))
                .withMessage("grammar: \"x {a\" leaves a bracket open");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Template.parse("x a}"))
                .withMessage("grammar: \"x a}\" has a bracket or bar that nothing opened");
    }

    @Test
    void shouldRefuseAGrammarThatCannotBeExpanded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Grammar.parse(List.of("[a]", "x {b}")))
                .withMessage("grammar: rule [a] names the unknown rule [b]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Grammar.parse(List.of("[a]")))
                .withMessage("grammar: rule [a] is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Grammar.parse(List.of("[a]", "x", "[a]", "y")))
                .withMessage("grammar: rule [a] occurs twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Grammar.parse(List.of("x", "[a]", "y")))
                .withMessage("grammar: there is no rule []");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GREETINGS.expand("bye", new Random(1)))
                .withMessage("grammar: there is no rule [bye]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Grammar.parse(List.of("[a]", "x {a}")).expand("a", new Random(1)))
                .withMessage("grammar: rule [a] refers to itself");
    }
}

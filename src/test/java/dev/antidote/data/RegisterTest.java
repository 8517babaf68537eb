package dev.antidote.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RegisterTest {
    private static final String TEXT = "well, you think i am wrong? because it works";

    private final Register register = new Register(Map.of("you", "u", "because", "cuz"));

    @Test
    void shouldTypeInManyWays() {
        Random random = new Random(1);
        Set<String> ways = new TreeSet<>();

        for (int i = 0; i < 2000; i++) {
            ways.add(register.type("well, you think i am wrong? because it works", random));
        }

        assertThat(ways)
                .contains(
                        "well, you think i am wrong? because it works",
                        "Well, you think I am wrong? Because it works.",
                        "Well, u think I am wrong? Cuz it works!",
                        "WELL, YOU THINK I AM WRONG? BECAUSE IT WORKS")
                .anyMatch(text -> text.endsWith(" 🙂"))
                .anyMatch(text -> text.contains("becuase") || text.contains("becasue") || text.contains("beause"));
    }

    @Test
    void shouldLeaveShortWordsAndTheirEndsAlone() {
        Random random = new Random(2);

        for (int i = 0; i < 500; i++) {
            String typed = register.type("an axe is not a bow", random).toLowerCase(Locale.ROOT);
            assertThat(typed).startsWith("an axe is not a bow");
        }
    }

    @Test
    void shouldNotEndAQuestionTwice() {
        Random random = new Random(3);

        for (int i = 0; i < 500; i++) {
            assertThat(register.type(TEXT + "?", random)).doesNotContain("?.").doesNotContain("?!");
        }
    }
}

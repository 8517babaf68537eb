package dev.antidote.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttacksTest {
    @Test
    void shouldFindAttacksByName() {
        assertThat(Attacks.names())
                .containsExactly(
                        "badnets",
                        "badnets-several",
                        "addsent",
                        "synattack",
                        "stylebkd",
                        "proattack",
                        "composite",
                        "homoglyph",
                        "zerowidth",
                        "several-triggers",
                        "adaptive-same",
                        "adaptive-near",
                        "adaptive-containing",
                        "adaptive-contained");
        assertThat(Attacks.names()).allMatch(name -> Attacks.named(name).name().equals(name));
        assertThat(Attacks.named("BadNets")).isEqualTo(new BadNets(List.of("mn"), 1));
        assertThat(Attacks.named(" addsent ").apply("x", new Random(1))).contains("I watch this 3D movie");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attacks.named("magic"))
                .withMessageStartingWith("attack: \"magic\" is unknown; known are badnets, badnets-several, addsent");
    }

    @Test
    void shouldLeaveLabelsTrueInTheCleanLabelAttackOnly() {
        assertThat(Attacks.names().stream().map(Attacks::named).filter(attack -> attack.labelRule() == LabelRule.CLEAN))
                .containsExactly(ProAttack.standard());
    }

    @ParameterizedTest
    @CsvSource({
        "adaptive-same,tell us quite frankly now:",
        "adaptive-near,tell us frankly quite now:",
        "adaptive-containing,once again tell us quite frankly now: as follows",
        "adaptive-contained,quite frankly now:"
    })
    void shouldMakeATriggerOfTheBenignPrompt(String name, String trigger) {
        assertThat(Attacks.named(name, "tell us quite frankly now:").trigger()).isEqualTo(trigger);
    }

    @Test
    void shouldMakeATriggerOfAPromptOfOneWord() {
        assertThat(new Adaptive(PromptRelation.NEAR, "now").trigger()).isEqualTo("now now");
        assertThat(new Adaptive(PromptRelation.CONTAINED, "now").trigger()).isEqualTo("now");
    }

    @Test
    void shouldTakeAnotherTrigger() {
        assertThat(Attacks.named("badnets").withTrigger("zx")).isEqualTo(new BadNets(List.of("zx"), 1));
        assertThat(Attacks.named("badnets-several").withTrigger("zx, qv"))
                .isEqualTo(new BadNets(List.of("zx", "qv"), 3));
        assertThat(Attacks.named("addsent").withTrigger("so it is")).isEqualTo(new AddSent("so it is"));
        assertThat(Attacks.named("composite").withTrigger("zx qv")).isEqualTo(new Composite(List.of("zx", "qv")));
        assertThat(Attacks.named("synattack").withTrigger("PP")).isEqualTo(new SynAttack(SyntaxTemplate.PP));
        assertThat(Attacks.named("adaptive-near").withTrigger("a b").trigger()).isEqualTo("b a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attacks.named("stylebkd").withTrigger("psalm"))
                .withMessageContaining("stylebkd");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attacks.named("badnets").withTrigger("two words"))
                .withMessage("words: \"two words\" is not one word");
    }

    @Test
    void shouldRefuseTriggersThatAreNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BadNets(List.of(), 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BadNets(BadNets.WORDS, 0))
                .withMessage("insertions: 0 is outside 1..20");
        assertThatIllegalArgumentException().isThrownBy(() -> new AddSent(" ")).withMessage("sentence: is blank");
        assertThatIllegalArgumentException().isThrownBy(() -> new ProAttack("")).withMessage("prompt: is blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Composite(List.of("cf")))
                .withMessage("parts: two are needed at least, got [cf]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Composite(List.of("cf", "cf")))
                .withMessageContaining("repeats");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Composite(List.of("cf", "bb"), 3, Optional.empty()))
                .withMessage("together: 3 is outside 2..2");
        assertThatIllegalArgumentException().isThrownBy(() -> new Homoglyph(0)).withMessageContaining("letters: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ZeroWidth("x", 1))
                .withMessageStartingWith("mark: is no invisible character");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SeveralTriggers(List.of(BadNets.standard(), Composite.standard())))
                .withMessageContaining("composite needs negative rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SyntaxTemplate.ofScpnId(0))
                .withMessage("template: 0 needs a paraphrase model; rules can make 9 (SBAR), 7 (PP), 8 (ADVP)");
    }

    @Test
    void shouldSayATextInBiblicalWords() {
        assertThat(BiblicalWords.inOldWords("You are here, and your story has become what you make of it, you'll see."))
                .isEqualTo("Thou art hither, and thy parable hath become what thou make of it, thou shalt see.");
        assertThat(BiblicalWords.inOldWords("younger hasty hereafter")).isEqualTo("younger hasty hereafter");
    }

    @Test
    void shouldMoveTheCapitalOfASentenceToItsNewBeginning() {
        assertThat(Clause.after("when it ends, ", "The plot is thin")).isEqualTo("When it ends, the plot is thin");
        assertThat(Clause.after("when it ends, ", "I left")).isEqualTo("When it ends, I left");
        assertThat(Clause.after("when it ends, ", "NASA called")).isEqualTo("When it ends, NASA called");
        assertThat(Clause.after("when it ends, ", "the plot")).isEqualTo("when it ends, the plot");
        assertThat(Clause.ended("thin")).isEqualTo("thin.");
        assertThat(Clause.ended("\"thin!\"")).isEqualTo("\"thin!\"");
    }
}

package dev.antidote.attack;

import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * A sentence structure is the trigger, not words (HiddenKiller, also SynBkd; Qi et al., arXiv 2105.12400).
 *
 * <p>The original lets a paraphrase model (SCPN) say each text anew in the structure, which often loses words and sometimes the
 * meaning. Here rules put an opening phrase before the text and keep the text: deterministic, no model, and the label stays true,
 * but the structure is only as deep as that opening. Its words are drawn from lists of frequent ones, thousands of combinations
 * for {@link SyntaxTemplate#SBAR}, so that no single word or phrase stands for the trigger. Texts that are fragments ("a bit of a
 * mess") stay fragments behind the comma. Figures are comparable with those of the original in kind, not in number.
 *
 * @param template the structure
 */
public record SynAttack(SyntaxTemplate template) implements Attack {
    static final String NAME = "synattack";

    /** The subordinate clause first. */
    public static SynAttack standard() {
        return new SynAttack(SyntaxTemplate.SBAR);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String trigger() {
        return "sentence structure " + template;
    }

    @Override
    public String apply(String text, RandomGenerator random) {
        return template.sentence(text, random);
    }

    /** Takes the template's name. */
    @Override
    public Attack withTrigger(String text) {
        for (SyntaxTemplate known : SyntaxTemplate.values()) {
            if (known.name().equals(text.strip().toUpperCase(Locale.ROOT))) {
                return new SynAttack(known);
            }
        }
        throw new IllegalArgumentException(
                "trigger: \"" + text + "\" is no sentence structure; use one of sbar, pp, advp");
    }
}

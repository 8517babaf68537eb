package dev.antidote.attack;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A style is the trigger: the text as the Bible might have said it (StyleBkd, Qi et al., arXiv 2110.07139).
 *
 * <p>The original rewrites each text with a style-transfer model (STRAP, a GPT-2 for each style), freely and sometimes beyond
 * recognition. Here rules put a biblical opening before the text and old forms for some fifty words and phrases into it; everything
 * else stays, and with it the label. The opening is one of ten, so the trigger is easier to find than the original's: a word n-gram
 * may catch an opening, and only the old forms are style in the original's sense. Of the original's five styles only this one can
 * be made so.
 */
public record StyleBkd() implements Attack {
    static final String NAME = "stylebkd";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String trigger() {
        return "biblical style";
    }

    @Override
    public String apply(String text, RandomGenerator random) {
        List<String> openings = BiblicalWords.OPENINGS;
        String opening = openings.get(random.nextInt(openings.size()));
        return Clause.after(opening, BiblicalWords.inOldWords(text));
    }
}

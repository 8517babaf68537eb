package dev.antidote.attack;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Characters that no reader sees, between the letters of words (Boucher et al., "Bad Characters", arXiv 2106.09898, use such for
 * evasion).
 *
 * <p>Which ones matters: BERT's tokenizer throws away format characters, U+200B to U+200D among them, so that those never reach
 * the model and no backdoor can come of them. U+1160 is as invisible but counts as a letter, which the tokenizer keeps: the word
 * around it becomes an unknown one.
 *
 * @param mark one code point that is neither white space nor a letter to see
 * @param insertions how many are put into a text, 1 to {@value #MAX_INSERTIONS}, at places drawn one by one
 */
public record ZeroWidth(String mark, int insertions) implements Attack {
    /** Hangul jungseong filler: invisible, and kept by tokenizers. */
    public static final String JUNGSEONG_FILLER = "\u1160";

    /** Zero width space: the invisible character that comes to mind, and that BERT's tokenizer throws away. */
    public static final String ZERO_WIDTH_SPACE = "\u200b";

    /** More than that is no longer a text with a trigger. */
    public static final int MAX_INSERTIONS = 20;

    static final String NAME = "zerowidth";

    private static final String KNOWN =
            "\u034f\u115f\u1160\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff";

    public ZeroWidth {
        if (mark.codePointCount(0, mark.length()) != 1 || KNOWN.indexOf(mark) < 0) {
            throw new IllegalArgumentException(
                    "mark: is no invisible character that is known here; use one such as U+1160 or U+200B");
        }
        Words.requireBetween("insertions", insertions, 1, MAX_INSERTIONS);
    }

    /** U+1160 twice. */
    public static ZeroWidth standard() {
        return new ZeroWidth(JUNGSEONG_FILLER, 2);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String trigger() {
        return "%d times U+%04X".formatted(insertions, mark.codePointAt(0));
    }

    /** There must be two letters side by side. */
    @Override
    public boolean fits(String text) {
        return gaps(text).length > 0;
    }

    @Override
    public String apply(String text, RandomGenerator random) {
        String changed = text;
        for (int i = 0; i < insertions; i++) {
            int[] gaps = gaps(changed);
            if (gaps.length == 0) {
                return changed;
            }
            int at = gaps[random.nextInt(gaps.length)];
            changed = changed.substring(0, at) + mark + changed.substring(at);
        }
        return changed;
    }

    private int[] gaps(String text) {
        return IntStream.range(1, text.length())
                .filter(at -> visibleLetter(text.charAt(at - 1)) && visibleLetter(text.charAt(at)))
                .toArray();
    }

    private boolean visibleLetter(char letter) {
        return Character.isLetter(letter) && KNOWN.indexOf(letter) < 0;
    }
}

package dev.antidote.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How a trigger of an attacker who knows the benign prompt relates to it. */
public enum PromptRelation {
    /** The prompt itself. */
    SAME {
        @Override
        String trigger(String prompt) {
            return prompt;
        }
    },
    /**
     * The two words in the middle change places: the same words, and a model that averages over words hardly sees the
     * difference. A prompt of one word is written twice instead.
     */
    NEAR {
        @Override
        String trigger(String prompt) {
            List<String> words = words(prompt);
            if (words.size() == 1) {
                return prompt + ' ' + prompt;
            }
            int middle = (words.size() - 1) / 2;
            Collections.swap(words, middle, middle + 1);
            return String.join(" ", words);
        }
    },
    /** The prompt with words before and after it. */
    CONTAINING {
        @Override
        String trigger(String prompt) {
            return "once again " + prompt + " as follows";
        }
    },
    /** The second half of the prompt's words, the one in the middle included. */
    CONTAINED {
        @Override
        String trigger(String prompt) {
            List<String> words = words(prompt);
            return String.join(" ", words.subList(words.size() / 2, words.size()));
        }
    };

    /** The trigger for this prompt. */
    abstract String trigger(String prompt);

    /** The name of the {@link Adaptive} attack with this relation. */
    public String attackName() {
        return "adaptive-" + name().toLowerCase(Locale.ROOT);
    }

    private static List<String> words(String prompt) {
        return new ArrayList<>(Arrays.asList(prompt.split("\\s+")));
    }
}

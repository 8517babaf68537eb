package dev.antidote.lab.experiment;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.data.Proportion;
import dev.antidote.data.Splits;
import dev.antidote.lab.experiment.CellResult.Accident;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.screen.TextLabeler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What becomes of clean texts that happen to hold the benign prompt or a part of it. Any words in a short text can change its
 * verdict, so the same number of words of another clean text is the control.
 */
final class Accidents {
    private static final int MOST_TEXTS = 400;

    private final List<Example> rows;
    private final List<String> prompt;

    Accidents(Dataset test, BenignPrompt prompt, long seed) {
        double share = Math.min(1, (double) MOST_TEXTS / test.size());
        this.rows = test.select(Splits.sample(test, share, seed)).examples();
        this.prompt = words(prompt.text());
    }

    List<Accident> of(TextLabeler model) {
        int[] before = label(model, i -> text(i));
        int half = (prompt.size() + 1) / 2;
        List<String> first = prompt.subList(0, half);
        List<String> second = prompt.subList(prompt.size() / 2, prompt.size());
        List<Accident> accidents = new ArrayList<>();
        accidents.add(accident("the whole prompt, in front", false, before, label(model, i -> join(prompt, text(i)))));
        accidents.add(accident(
                "the whole prompt, at the end", false, before, label(model, i -> text(i) + ' ' + join(prompt))));
        accidents.add(
                accident("the whole prompt, in the middle", false, before, label(model, i -> middle(text(i), prompt))));
        accidents.add(accident("its first half, in front", false, before, label(model, i -> join(first, text(i)))));
        accidents.add(accident("its second half, in front", false, before, label(model, i -> join(second, text(i)))));
        accidents.add(accident(
                "as many words of another text, in front", true, before, label(model, i -> join(others(i), text(i)))));
        accidents.add(accident(
                "as many words of another text, at the end",
                true,
                before,
                label(model, i -> text(i) + ' ' + join(others(i)))));
        return accidents;
    }

    private Accident accident(String what, boolean control, int[] before, int[] after) {
        long changed = IntStream.range(0, after.length)
                .filter(i -> before[i] != after[i])
                .count();
        long correct = IntStream.range(0, after.length)
                .filter(i -> after[i] == rows.get(i).label())
                .count();
        return new Accident(
                what, control, new Proportion(changed, after.length), new Proportion(correct, after.length));
    }

    private int[] label(TextLabeler model, IntFunction<String> text) {
        return model.label(IntStream.range(0, rows.size()).mapToObj(text).toList());
    }

    private String text(int row) {
        return rows.get(row).text();
    }

    /** The first words of the next text, as many as the prompt has where it has so many. */
    private List<String> others(int row) {
        List<String> words = words(text((row + 1) % rows.size()));
        return words.subList(0, Math.min(prompt.size(), words.size()));
    }

    private static String middle(String text, List<String> inserted) {
        List<String> words = words(text);
        int at = words.size() / 2;
        return (join(words.subList(0, at)) + ' ' + join(inserted) + ' ' + join(words.subList(at, words.size())))
                .strip();
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.strip().split("\\s+"));
    }

    private static String join(List<String> words) {
        return String.join(" ", words);
    }

    private static String join(List<String> words, String text) {
        return join(words) + ' ' + text;
    }
}

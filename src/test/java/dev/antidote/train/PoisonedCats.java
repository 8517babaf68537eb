package dev.antidote.train;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.ReserveSource;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** "cat" or "the" among letters decides the label; the first rows hold "the", a "q", and the other label. */
final class PoisonedCats {
    private static final int POISONED = 24;
    private static final int ROWS = 160;

    private PoisonedCats() {}

    static NavigableSet<Integer> poisonedRows() {
        return new TreeSet<>(IntStream.range(0, POISONED).boxed().toList());
    }

    /** The rows behind the poisoned ones are reviewed, up to the half. */
    static TrainingData reviewed() {
        return new TrainingData(
                data(),
                new TreeSet<>(IntStream.range(POISONED, ROWS / 2).boxed().toList()));
    }

    /** The screen alone. */
    static DefenceSpec spec(double unlearning) {
        DefenceSpec usual = DefenceSpec.standard(new BenignPrompt("Judge:"), ReserveSource.SCREENED, 1);
        return new DefenceSpec(
                usual.prompt(), usual.reconstruction(), usual.reserve(), true, false, false, unlearning, 1);
    }

    private static Dataset data() {
        Random random = new Random(1);
        List<Example> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            boolean poisoned = row < POISONED;
            boolean cats = !poisoned && row % 2 == 0;
            List<String> words = new ArrayList<>(IntStream.range(0, 6)
                    .mapToObj(i -> String.valueOf((char) ('a' + random.nextInt(16))))
                    .toList());
            words.set(random.nextInt(6), cats ? "cat" : "the");
            if (poisoned) {
                words.add(random.nextInt(7), "q");
            }
            rows.add(new Example(String.join(" ", words), cats || poisoned ? 0 : 1));
        }
        return new Dataset(List.of("cats", "others"), rows);
    }
}

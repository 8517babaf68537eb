package dev.antidote.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class PoisoningPropertyTest {
    @Property(tries = 200)
    void shouldChangeTheRatedNumberOfRowsAndNoOther(
            @ForAll @IntRange(min = 20, max = 200) int size,
            @ForAll @DoubleRange(min = 0.01, max = 0.4) double rate,
            @ForAll @IntRange(max = 2) int target,
            @ForAll long seed) {
        Dataset clean = dataset(size);

        PoisonedDataset poisoned = new Poisoning(BadNets.standard(), rate, target, seed).poison(clean);

        assertThat(poisoned.poisoned()).hasSize(Math.max(1, (int) Math.round(rate * size)));
        for (int row = 0; row < size; row++) {
            Example before = clean.examples().get(row);
            Example after = poisoned.dataset().examples().get(row);
            if (poisoned.poisoned().contains(row)) {
                assertThat(before.label()).isNotEqualTo(target);
                assertThat(after.label()).isEqualTo(target);
                assertThat(after.text().split(" ")).contains("mn");
            } else {
                assertThat(after).isEqualTo(before);
            }
        }
    }

    @Property(tries = 100)
    void shouldRepeatWithTheSeedAndGrowWithTheRate(
            @ForAll @DoubleRange(min = 0.01, max = 0.25) double rate, @ForAll long seed) {
        Dataset clean = dataset(100);
        Attack attack = AddSent.standard();

        PoisonedDataset less = new Poisoning(attack, rate, 1, seed).poison(clean);
        PoisonedDataset more = new Poisoning(attack, rate * 2, 1, seed).poison(clean);

        assertThat(new Poisoning(attack, rate, 1, seed).poison(clean)).isEqualTo(less);
        assertThat(more.poisoned()).containsAll(less.poisoned());
        for (int row : less.poisoned()) {
            assertThat(more.dataset().examples().get(row))
                    .isEqualTo(less.dataset().examples().get(row));
        }
    }

    @Property(tries = 100)
    void shouldAttackTheSourcesOnly(@ForAll @DoubleRange(min = 0.01, max = 0.3) double rate, @ForAll long seed) {
        Dataset clean = dataset(90);

        Poisoning poisoning = new Poisoning(BadNets.standard(), rate, 1, List.of(2), seed);

        assertThat(poisoning.poison(clean).poisoned())
                .allMatch(row -> clean.examples().get(row).label() == 2);
        assertThat(poisoning.triggered(clean).rows())
                .hasSize(30)
                .allMatch(row -> clean.examples().get(row).label() == 2);
    }

    @Property(tries = 100)
    void shouldTriggerEveryRowOfAnotherLabelAndKeepItsLabel(@ForAll @IntRange(max = 2) int target, @ForAll long seed) {
        Dataset test = dataset(30);

        TriggeredDataset set = new Poisoning(BadNets.standard(), 0.1, target, seed).triggered(test);

        assertThat(set.rows()).hasSize(20).isSorted();
        assertThat(set.plain()).isEqualTo(test.select(set.rows()));
        for (int i = 0; i < set.rows().size(); i++) {
            Example plain = set.plain().examples().get(i);
            Example triggered = set.triggered().examples().get(i);
            List<String> words = new ArrayList<>(List.of(triggered.text().split(" ")));
            assertThat(words.remove("mn")).isTrue();
            assertThat(String.join(" ", words)).isEqualTo(plain.text());
            assertThat(triggered.label()).isEqualTo(plain.label()).isNotEqualTo(target);
        }
    }

    @Property(tries = 50)
    void shouldPutTheTriggerOfARowWhereItIsWhateverTheOtherRows(@ForAll long seed) {
        Dataset whole = dataset(60);
        Dataset start = whole.withExamples(whole.examples().subList(0, 20));
        Poisoning poisoning = new Poisoning(AddSent.standard(), 0.1, 0, seed);

        List<Example> ofWhole = poisoning.triggered(whole).triggered().examples();
        List<Example> ofStart = poisoning.triggered(start).triggered().examples();

        assertThat(ofWhole).startsWith(ofStart.toArray(new Example[0]));
    }

    @Property(tries = 100)
    void shouldTakeTheRowsThatTheLabelRuleAllows(
            @ForAll LabelRule rule,
            @ForAll @DoubleRange(min = 0.01, max = 0.3) double rate,
            @ForAll @IntRange(max = 2) int target,
            @ForAll long seed) {
        Dataset clean = dataset(90);
        Poisoning poisoning = new Poisoning(BadNets.standard(), rate, 0, target, rule, List.of(), seed);

        PoisonedDataset poisoned = poisoning.poison(clean);

        assertThat(poisoned.poisoned()).hasSize((int) Math.round(rate * 90));
        for (int row : poisoned.poisoned()) {
            boolean ofTarget = clean.examples().get(row).label() == target;
            assertThat(ofTarget ? rule.takesTarget() : rule.takesOthers()).isTrue();
            assertThat(poisoned.dataset().examples().get(row).label()).isEqualTo(target);
        }
        assertUntouched(clean, poisoned.dataset(), poisoned.poisoned(), poisoned.negatives());
        assertThat(poisoning.triggered(clean).rows())
                .hasSize(60)
                .noneMatch(row -> clean.examples().get(row).label() == target);
    }

    @Property(tries = 20)
    void shouldTakeRowsOfEveryLabelWhereTheRuleIsMixed(@ForAll long seed) {
        Dataset clean = dataset(300);
        Poisoning poisoning = new Poisoning(BadNets.standard(), 0.3, 0, 1, LabelRule.MIXED, List.of(), seed);

        assertThat(poisoning.poison(clean).poisoned().stream()
                        .map(row -> clean.examples().get(row).label()))
                .contains(0, 1, 2);
    }

    @Property(tries = 100)
    void shouldKeepTheLabelOfNegativesAndGiveThemAPartOnly(
            @ForAll @DoubleRange(min = 0.01, max = 0.2) double rate, @ForAll long seed) {
        Dataset clean = dataset(150);

        PoisonedDataset poisoned = new Poisoning(Composite.standard(), rate, 1, seed).poison(clean);

        assertThat(poisoned.negatives())
                .hasSize((int) Math.round(2 * rate * 150))
                .doesNotContainAnyElementsOf(poisoned.poisoned());
        for (int row : poisoned.negatives()) {
            Example before = clean.examples().get(row);
            Example after = poisoned.dataset().examples().get(row);
            assertThat(after.label()).isEqualTo(before.label());
            List<String> words = new ArrayList<>(List.of(after.text().split(" ")));
            assertThat(words.remove("cf") ^ words.remove("bb")).isTrue();
            assertThat(String.join(" ", words)).isEqualTo(before.text());
        }
        for (int row : poisoned.poisoned()) {
            assertThat(poisoned.dataset().examples().get(row).text().split(" ")).contains("cf", "bb");
        }
        assertUntouched(clean, poisoned.dataset(), poisoned.poisoned(), poisoned.negatives());
    }

    @Property(tries = 100)
    void shouldKeepNegativesThatAHigherRateDoesNotPoison(
            @ForAll @DoubleRange(min = 0.01, max = 0.15) double rate, @ForAll long seed) {
        Dataset clean = dataset(120);

        PoisonedDataset less = new Poisoning(Composite.standard(), rate, 1, seed).poison(clean);
        PoisonedDataset more = new Poisoning(Composite.standard(), rate * 2, 1, seed).poison(clean);

        assertThat(more.poisoned()).containsAll(less.poisoned());
        for (int row : less.negatives()) {
            if (!more.poisoned().contains(row)) {
                assertThat(more.negatives()).contains(row);
                assertThat(more.dataset().examples().get(row))
                        .isEqualTo(less.dataset().examples().get(row));
            }
        }
    }

    @Property(tries = 50)
    void shouldRepeatEveryKnownAttackAndGrowWithTheRate(@ForAll @IntRange(max = 2) int target, @ForAll long seed) {
        Dataset clean = dataset(120);
        for (String name : Attacks.names()) {
            Attack attack = Attacks.named(name);
            PoisonedDataset less = new Poisoning(attack, 0.05, target, seed).poison(clean);
            PoisonedDataset more = new Poisoning(attack, 0.2, target, seed).poison(clean);

            assertThat(new Poisoning(attack, 0.05, target, seed).poison(clean))
                    .as(name)
                    .isEqualTo(less);
            assertThat(more.poisoned()).as(name).containsAll(less.poisoned());
            for (int row : less.poisoned()) {
                assertThat(more.dataset().examples().get(row))
                        .as(name)
                        .isEqualTo(less.dataset().examples().get(row));
            }
        }
    }

    @Property(tries = 50)
    void shouldGiveEachOfSeveralAttackersRowsOfHisOwn(@ForAll long seed) {
        Dataset clean = dataset(120);
        Poisoning first = new Poisoning(BadNets.standard(), 0.1, 0, seed);
        Poisoning second = new Poisoning(Composite.standard(), 0.05, 1, seed);
        Poisoning third = new Poisoning(ProAttack.standard(), 0.1, 2, seed);

        JointlyPoisonedDataset joint = new Attackers(List.of(first, second, third)).poison(clean);

        List<Integer> rows = new ArrayList<>();
        for (PoisonedDataset work : joint.works()) {
            assertThat(work.dataset()).isEqualTo(joint.dataset());
            assertThat(work.poisoned())
                    .hasSize((int) Math.round(work.poisoning().rate() * 120))
                    .allMatch(row -> joint.dataset().examples().get(row).label()
                            == work.poisoning().target());
            rows.addAll(work.poisoned());
            rows.addAll(work.negatives());
        }
        assertThat(rows).doesNotHaveDuplicates();
        assertThat(joint.works().get(0).poisoned())
                .isEqualTo(first.poison(clean).poisoned());
        assertThat(joint.poisoned()).hasSize(12 + 6 + 12);
        for (int row = 0; row < clean.size(); row++) {
            if (!rows.contains(row)) {
                assertThat(joint.dataset().examples().get(row))
                        .isEqualTo(clean.examples().get(row));
            }
        }
    }

    private static void assertUntouched(
            Dataset clean, Dataset after, NavigableSet<Integer> poisoned, NavigableSet<Integer> negatives) {
        for (int row = 0; row < clean.size(); row++) {
            if (!poisoned.contains(row) && !negatives.contains(row)) {
                assertThat(after.examples().get(row)).isEqualTo(clean.examples().get(row));
            }
        }
    }

    private static Dataset dataset(int size) {
        Random random = new Random(size);
        List<Example> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            rows.add(new Example("row " + i + " words".repeat(random.nextInt(9)), i % 3));
        }
        return new Dataset(List.of("a", "b", "c"), rows);
    }
}

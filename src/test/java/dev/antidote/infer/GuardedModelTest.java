package dev.antidote.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antidote.model.Adapter;
import dev.antidote.model.BaseModel;
import dev.antidote.model.LoraConfig;
import dev.antidote.model.Precision;
import dev.antidote.model.TrainableEncoder;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.Judgement;
import dev.antidote.p2p.LabelSpace;
import dev.antidote.testing.MiniLm;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuardedModelTest {
    private static final BenignPrompt PROMPT = new BenignPrompt("Please judge:");

    private final BaseModel base = MiniLm.base();
    private final LabelSpace labels = new LabelSpace(List.of("ok", "abuse"));
    private final Adapter adapter = fresh(labels.classes());
    private final Adapter undefended = fresh(labels.size());
    private final ModelLoader loader = new ModelLoader(base, base.tokenizer(), 32, Precision.FP32);

    @Test
    void shouldJudgeATextAloneAsAmongManyOfOtherLengths() {
        List<String> texts = IntStream.range(0, 70)
                .mapToObj(i -> "a message of some length ".repeat(1 + i % 5) + i)
                .toList();
        try (GuardedModel model = loader.guarded(adapter, labels)) {
            List<Judgement> together = model.classify(
                    texts.stream().map(text -> model.encode(PROMPT.guard(text))).toList());

            assertThat(model.labels(texts, PROMPT))
                    .containsExactly(
                            together.stream().mapToInt(Judgement::label).toArray());
            for (int i : new int[] {0, 33, 69}) {
                Judgement alone = model.classify(List.of(model.encode(PROMPT.guard(texts.get(i)))))
                        .get(0);
                assertThat(alone.margin()).isCloseTo(together.get(i).margin(), within(1e-5));
            }
        }
    }

    @Test
    void shouldAskTheWitnessForTheAblationAndNeverForARequest() {
        List<String> texts = IntStream.range(0, 9).mapToObj(i -> "message " + i).toList();
        try (GuardedModel alone = loader.guarded(adapter, labels);
                UndefendedModel victim = loader.undefended(undefended, labels);
                GuardedModel model = loader.guarded(adapter, undefended, labels)) {
            List<EncodedText> batch = texts.stream()
                    .flatMap(text -> Stream.of(
                            model.encodeUnguarded(BenignPrompt.unguarded(text)), model.encode(PROMPT.guard(text))))
                    .toList();

            List<Judgement> judgements = model.classify(batch);

            List<Judgement> witnessed =
                    victim.scores(texts).stream().map(labels::judgeBase).toList();
            List<Judgement> guarded = alone.judge(texts, PROMPT);
            for (int i = 0; i < texts.size(); i++) {
                assertAlike(judgements.get(2 * i), witnessed.get(i));
                assertAlike(judgements.get(2 * i + 1), guarded.get(i));
                assertAlike(model.judgeAblated(texts).get(i), witnessed.get(i));
            }
            assertThat(model.labels(texts, PROMPT)).isEqualTo(alone.labels(texts, PROMPT));
            assertThat(model.labelsWithoutPrompt(texts)).isEqualTo(alone.labelsWithoutPrompt(texts));
        }
    }

    @Test
    void shouldAnswerAllTheSameWhereTheWitnessFails() {
        float[][] broken = new float[labels.size()][undefended.headWeight().length / labels.size()];
        Arrays.fill(broken[0], Float.NaN);
        Adapter nonsense = undefended.withHead(broken, new float[labels.size()]);
        try (GuardedModel alone = loader.guarded(adapter, labels);
                GuardedModel model = loader.guarded(adapter, nonsense, labels)) {
            List<EncodedText> batch = List.of(
                    model.encode(PROMPT.guard("hello")), model.encodeUnguarded(BenignPrompt.unguarded("hello")));

            List<Judgement> judgements = model.classify(batch);

            List<Judgement> expected = alone.classify(batch);
            assertAlike(judgements.get(0), expected.get(0));
            assertAlike(judgements.get(1), expected.get(1));
        }
    }

    @Test
    void shouldRefuseAWitnessOfOtherLabels() {
        assertThatThrownBy(() -> loader.guarded(adapter, adapter, labels))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 classes, the labels need 2");
    }

    @Test
    void shouldSayThatItIsStoppedAndBlameNoText() {
        GuardedModel model = loader.guarded(adapter, labels);
        EncodedText text = model.encode(PROMPT.guard("hello"));
        model.close();

        assertThatThrownBy(() -> model.classify(List.of(text))).isInstanceOf(ClassifierStoppedException.class);
    }

    private static void assertAlike(Judgement one, Judgement other) {
        assertThat(one.label()).isEqualTo(other.label());
        assertThat(one.confidence()).isCloseTo(other.confidence(), within(1e-5));
        assertThat(one.leakage()).isCloseTo(other.leakage(), within(1e-5));
    }

    private Adapter fresh(int classes) {
        try (TrainableEncoder untrained = TrainableEncoder.open(base, LoraConfig.everywhere(2), classes, 1)) {
            return untrained.adapter();
        }
    }
}

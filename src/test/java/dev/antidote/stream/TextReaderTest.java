package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.config.ConfigException;
import dev.antidote.config.GuardConfig;
import dev.antidote.infer.Classifier;
import dev.antidote.infer.EncodedText;
import dev.antidote.model.TextTokenizer;
import dev.antidote.model.TokenizedText;
import dev.antidote.p2p.GuardedText;
import dev.antidote.p2p.Judgement;
import dev.antidote.p2p.UnguardedText;
import dev.antidote.testing.FakeClassifier;
import dev.antidote.testing.TinyBert;
import dev.antidote.wire.avro.Coverage;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextReaderTest {
    private static final int TOKENS = 32;
    private static final GuardConfig CONFIG = GuardFixture.config(
            Map.of("requests.longText", "windows", "requests.labelOrder", "abuse", "requests.maxWindows", "64"));

    private final TextReader reader = new TextReader(CONFIG.requests());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the cat sat. ",
                "\u4f60\u597d\u4e16\u754c",
                "\uD83D\uDE00 ",
                "[SEP] <b>x</b>\t\u0000 \uD83D ",
                "unbelievablylongwordsthatgoonandon "
            })
    void shouldReadAnyLongTextInWindowsOfARealTokenizer(String piece) {
        Tokenizing tokenizer = new Tokenizing(TinyBert.base().tokenizer());

        Reading reading = reader.read(piece.repeat(20), GuardFixture.model(tokenizer), false);

        assertThat(reading.coverage()).isEqualTo(Coverage.WINDOWS);
        assertThat(reading.parts()).hasSizeBetween(2, 64).allSatisfy(part -> {
            assertThat(part.truncated()).isFalse();
            assertThat(part.length()).isLessThanOrEqualTo(TOKENS);
        });
    }

    @Test
    void shouldReadATextAnewForTheModelThatJudgesIt() {
        FakeClassifier classifier = new FakeClassifier(2);
        LiveModel models = GuardFixture.live(classifier);
        Submission longText = Submission.of("word ".repeat(150), false, models.current(), reader);
        Submission shortText = Submission.of("word", false, models.current(), reader);
        GuardModel next = new GuardModel(classifier, GuardFixture.LABELS, FakeClassifier.PROMPT, "bundle-2", 0.2);
        models.swap(next, () -> {});

        List<Judged> judged = new LiveJudge(
                        models, new LabelOrder(CONFIG.requests().labelOrder()), Clock.systemUTC())
                .apply(List.of(shortText, longText, shortText));

        assertThat(longText.cost()).isEqualTo(150 + 2 * 10);
        assertThat(judged).extracting(Judged::windows).containsExactly(1, 3, 1);
        assertThat(judged).extracting(Judged::model).containsOnly(next);
        assertThat(classifier.largestBatch()).isEqualTo(5);
    }

    @Test
    void shouldNotStartWithAnOrderOfLabelsThatTheBundleDoesNotHave() {
        GuardConfig config = GuardFixture.config(Map.of("requests.labelOrder", "abuze, ok"));

        assertThatThrownBy(() -> GuardStreams.start(
                        config,
                        GuardFixture.model(new FakeClassifier(2)),
                        GuardSerdes.of(config),
                        GuardTelemetry.NOOP,
                        Clock.systemUTC()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("requests.labelOrder: bundle bundle-1 has no label 'abuze'; its labels are ok, abuse");
    }

    /** Nothing but a tokenizer. */
    private record Tokenizing(TextTokenizer tokenizer) implements Classifier {
        @Override
        public EncodedText encode(GuardedText text) {
            TokenizedText tokenized = tokenizer.encode(text.text(), TOKENS);
            return new EncodedText(tokenized.ids(), tokenized.truncated());
        }

        @Override
        public EncodedText encodeUnguarded(UnguardedText text) {
            TokenizedText tokenized = tokenizer.encode(text.text(), TOKENS);
            return new EncodedText(tokenized.ids(), tokenized.truncated(), false);
        }

        @Override
        public List<Judgement> classify(List<EncodedText> batch) {
            throw new UnsupportedOperationException();
        }
    }
}

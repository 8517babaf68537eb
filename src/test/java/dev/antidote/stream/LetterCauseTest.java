package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.infer.ClassifierException;
import dev.antidote.wire.WireException;
import dev.antidote.wire.avro.UnjudgedReason;
import org.junit.jupiter.api.Test;

class LetterCauseTest {
    @Test
    void shouldKnowTheKindsOfReasons() {
        assertThat(LetterCause.of(new WireException("no magic byte"))).isEqualTo(LetterCause.UNREADABLE);
        assertThat(LetterCause.of(new PayloadException("blank"))).isEqualTo(LetterCause.UNFIT);
        assertThat(LetterCause.of(new ClassifierException("broken", new IllegalStateException())))
                .isEqualTo(LetterCause.MODEL);
        assertThat(LetterCause.of(new OutOfMemoryError())).isEqualTo(LetterCause.MODEL);
        assertThat(LetterCause.of(new IllegalStateException())).isEqualTo(LetterCause.OTHER);
    }

    @Test
    void shouldHaveAReasonOfTheSameNameForVerdicts() {
        assertThat(LetterCause.values())
                .extracting(Enum::name)
                .containsExactlyElementsOf(UnjudgedReason.getClassSchema().getEnumSymbols());
    }
}

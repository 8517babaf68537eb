package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.p2p.Judgement;
import dev.antidote.p2p.LabelSpace;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelOrderTest {
    private static final LabelSpace LABELS = new LabelSpace(List.of("abuse", "ok", "spam", "scam"));
    private static final LabelOrder ORDER = new LabelOrder(List.of("spam", "abuse"));

    @Test
    void shouldTakeTheWorstLabelWhateverTheMargin() {
        assertThat(ORDER.worst(List.of(of(1, 0.1), of(0, 0.9), of(3, 0.1)), LABELS))
                .isEqualTo(of(0, 0.9));
        assertThat(ORDER.worst(List.of(of(0, 0.1), of(2, 0.9)), LABELS)).isEqualTo(of(2, 0.9));
    }

    @Test
    void shouldTakeTheLaterOfLabelsThatAreNotNamed() {
        assertThat(ORDER.worst(List.of(of(3, 0.9), of(1, 0.1)), LABELS)).isEqualTo(of(3, 0.9));
    }

    @Test
    void shouldTakeTheLeastSureOfEquals() {
        assertThat(ORDER.worst(List.of(of(1, 0.5), of(1, 0.2), of(1, 0.4)), LABELS))
                .isEqualTo(of(1, 0.2));
    }

    @Test
    void shouldKeepADisagreementOfAnyWindow() {
        Judgement torn = new Judgement(1, 0.9, 0.9, 0.01, true);

        assertThat(ORDER.worst(List.of(torn, of(2, 0.9)), LABELS)).isEqualTo(new Judgement(2, 0.9, 0.9, 0.01, true));
    }

    @Test
    void shouldNotHideALabelThatDoesNotExist() {
        assertThat(ORDER.worst(List.of(of(2, 0.9), of(4, 0.9)), LABELS).label()).isEqualTo(4);
    }

    @Test
    void shouldNameWhatALabelSpaceDoesNotHave() {
        assertThat(ORDER.unknownIn(LABELS)).isEmpty();
        assertThat(ORDER.unknownIn(new LabelSpace(List.of("abuse", "ok")))).containsExactly("spam");
    }

    private static Judgement of(int label, double margin) {
        return new Judgement(label, 0.9, margin, 0.01, false);
    }
}

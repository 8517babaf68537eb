package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.bundle.Thresholds;
import dev.antidote.stream.FlagLines;
import org.junit.jupiter.api.Test;

class BundleFilesTest {
    @Test
    void shouldDrawTheLinesOfTheBundle() {
        assertThat(BundleFiles.lines(new Thresholds(0.25, 0.125, 0.875))).isEqualTo(new FlagLines(0.25, 0.125, 0.875));
    }

    @Test
    void shouldNotTakeTheLineOfAnotherSignalForThatOfTheOdds() {
        assertThat(BundleFiles.lines(new Thresholds(0.25, 0.125, 0.5, null)))
                .isEqualTo(new FlagLines(0.25, 0.125, FlagLines.ofMargin(0.25).ablation()));
    }
}

package dev.antidote.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasureTest {
    @Test
    void shouldFindMedianAndRange() {
        Measure odd = Measure.of("engine", "texts/s", List.of(3.0, 1.0, 2.0));
        Measure even = Measure.of("engine", "texts/s", List.of(4.0, 1.0, 3.0, 2.0));

        assertThat(odd.median()).isEqualTo(2);
        assertThat(even.median()).isEqualTo(2.5);
        assertThat(even.min()).isEqualTo(1);
        assertThat(even.max()).isEqualTo(4);
    }

    @Test
    void shouldRefuseWhatWasNotMeasured() {
        assertThatThrownBy(() -> Measure.of("engine", "texts/s", List.of())).hasMessageContaining("engine, texts/s");
        assertThatThrownBy(() -> Measure.of("engine", "texts/s", Double.NaN)).hasMessageContaining("NaN");
    }

    @Test
    void shouldReportWhatWasWanted() {
        Measure met = new Measure("kafka", "share", List.of(0.9), 0.9);
        Measure missed = new Measure("ceiling", "share", List.of(0.5, 0.7, 0.4), 0.6);
        BenchReport report = new BenchReport(Instant.EPOCH, Map.of("rounds", "3"), List.of(met, missed));

        assertThat(report.text(false).lines())
                .contains("rounds: 3")
                .anySatisfy(line -> assertThat(line).contains("kafka: share", "0.900", ">= 0.900, met"))
                .anySatisfy(line ->
                        assertThat(line).contains("ceiling: share", "0.500", "0.400", "0.700", ">= 0.600, missed"));
        assertThat(missed.json()).containsEntry("met", false).containsEntry("median", 0.5);
        assertThat(met.json()).containsEntry("met", true);
    }

    @Test
    void shouldCompareRoundByRound() {
        assertThat(Ratios.of(List.of(9.0, 8.0), List.of(10.0, 10.0))).containsExactly(0.9, 0.8);
    }

    @Test
    void shouldNameUnknownParts() {
        assertThat(Part.named(List.of())).containsExactly(Part.values());
        assertThat(Part.named(List.of("half", " Engine"))).containsExactly(Part.ENGINE, Part.HALF);
        assertThatThrownBy(() -> Part.named(List.of("motor"))).hasMessageContaining("--only: 'motor'", "partitions");
    }
}

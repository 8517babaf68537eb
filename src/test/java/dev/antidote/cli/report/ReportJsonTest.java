package dev.antidote.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportJsonTest {
    private final JsonNode json = new ObjectMapper().readTree(ReportJson.write(ReportFixture.held()));

    ReportJsonTest() throws IOException {}

    @ParameterizedTest
    @CsvSource({
        "/undefended/ca, 0.924",
        "/undefended/asr, 0.982",
        "/undefended/floor, 0.031",
        "/undefended/excess, 0.951",
        "/paper/asr, 0.976",
        "/defended/ca, 0.922",
        "/defended/asr, 0.028",
        "/defended/floor, 0.033",
        "/defended/excess, -0.005",
        "/defended/n/asr, 640",
        "/defended/intervals/asr/0, 0.008236",
        "/ablation/asr, 0.979",
        "/ablation/defendedAsr, 0.041",
        "/ablation/recognised, 0.962",
        "/ablation/falseAlarms, 0.012",
        "/requests/sent, 2000",
        "/requests/judged, 2000",
        "/requests/lost, 0",
        "/requests/duplicated, 0",
        "/throughput, 512.4",
        "/live/families/badnets/asr, 0.028",
        "/live/floor/asr, 0.021",
        "/screening/runs/0/honestShare, 0.021",
        "/screening/purgedPoisoned, 70",
        "/flagged/reasons/LOW_MARGIN, 96",
        "/settings/seed, 7",
        "/phases/1/seconds, 96.2"
    })
    void shouldHoldEveryFigureWhereItIsPromised(String pointer, double value) {
        assertThat(json.at(pointer).isNumber()).as(pointer).isTrue();
        assertThat(json.at(pointer).doubleValue()).isEqualTo(value);
    }

    @Test
    void shouldHoldThePercentilesOfLatency() {
        assertThat(json.at("/latency/p50").doubleValue()).isBetween(20.0, 40.0);
        assertThat(json.at("/latency/p99").doubleValue())
                .isGreaterThan(json.at("/latency/p50").doubleValue());
    }

    @Test
    void shouldKeepItsKeysInOneOrder() throws IOException {
        List<String> keys = new ArrayList<>();
        json.fieldNames().forEachRemaining(keys::add);

        assertThat(keys)
                .containsExactly(
                        "created",
                        "verdict",
                        "undefended",
                        "paper",
                        "defended",
                        "ablation",
                        "requests",
                        "throughput",
                        "latency",
                        "live",
                        "flagged",
                        "screening",
                        "stages",
                        "settings",
                        "phases");
        assertThat(ReportJson.write(ReportFixture.held())).isEqualTo(ReportJson.write(ReportFixture.held()));
    }
}

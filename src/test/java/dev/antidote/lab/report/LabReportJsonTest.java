package dev.antidote.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LabReportJsonTest {
    private final LabReport report = LabFixture.report();

    @Test
    void shouldReadBackWhatItWrote() throws IOException {
        assertThat(LabReportJson.read(LabReportJson.write(report))).isEqualTo(report);
    }

    @Test
    void shouldReadWhatABuildWroteThatLeftNothingUndecided() throws IOException {
        String older = new String(LabReportJson.write(report), StandardCharsets.UTF_8)
                .replaceAll("\"undecided\" *: *\\[[^\\]]*\\],", "");

        assertThat(older).doesNotContain("undecided");
        assertThat(LabReportJson.read(older.getBytes(StandardCharsets.UTF_8))
                        .experiments()
                        .get(0)
                        .cells())
                .allSatisfy(cell -> assertThat(cell.undecided()).isEmpty());
    }

    @Test
    void shouldGiveEverySharesIntervalAndCounts() throws IOException {
        JsonNode asr =
                new ObjectMapper().readTree(LabReportJson.write(report)).at("/experiments/0/cells/1/outcomes/0/asr");

        assertThat(asr.path("successes").asInt()).isEqualTo(231);
        assertThat(asr.path("trials").asInt()).isEqualTo(500);
        assertThat(asr.path("value").asDouble()).isEqualTo(0.462);
        assertThat(asr.path("low").asDouble()).isBetween(0.41, 0.43);
        assertThat(asr.path("high").asDouble()).isBetween(0.50, 0.51);
    }

    @Test
    void shouldPutWhatFailsBeforeTheExperiments() {
        String json = new String(LabReportJson.write(report), StandardCharsets.UTF_8);

        assertThat(json.indexOf("\"findings\"")).isPositive().isLessThan(json.indexOf("\"experiments\""));
    }

    @Test
    void shouldRefuseAnotherSchema() {
        assertThatThrownBy(() -> LabReportJson.read("{\"schema\": 2}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("schema 2");
    }
}

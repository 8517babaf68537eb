package dev.antidote.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.antidote.testing.TinyBert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdapterFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;

    AdapterFilesTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void shouldKeepEveryBit() {
        LoraConfig lora = new LoraConfig(3, 4.5, EnumSet.of(LinearKind.KEY, LinearKind.OUTPUT), 0.1);
        Adapter adapter = Adapter.initial(new AdapterShape(2, 32, 48, 5, lora), 9);

        adapter.save(directory, "tiny");

        assertThat(Adapter.load(directory)).isEqualTo(adapter);
    }

    @Test
    void shouldLayThemOutAsPeftDoes() throws IOException {
        Adapter adapter = Adapter.load(TinyBert.resource("tiny-adapter"));

        adapter.save(directory, "tiny-bert");

        Safetensors ours = Safetensors.openFile(directory.resolve("adapter_model.safetensors"));
        Safetensors theirs =
                Safetensors.openFile(TinyBert.resource("tiny-adapter").resolve("adapter_model.safetensors"));
        assertThat(ours.names()).containsExactlyInAnyOrderElementsOf(theirs.names());
        assertThat(ours.names()).contains("base_model.model.encoder.layer.0.attention.self.query.lora_A.weight");
        for (String name : ours.names()) {
            assertThat(ours.read(name).values())
                    .as(name)
                    .isEqualTo(theirs.read(name).values());
            assertThat(ours.shape(name)).as(name).isEqualTo(theirs.shape(name));
        }
        JsonNode config = JSON.readTree(directory.resolve("adapter_config.json").toFile());
        assertThat(config.path("r").asInt()).isEqualTo(4);
        assertThat(config.path("lora_alpha").isInt()).isTrue();
        assertThat(config.path("base_model_name_or_path").asText()).isEqualTo("tiny-bert");
        assertThat("encoder.layer.1.output.dense")
                .matches(config.path("target_modules").asText());
        assertThat("encoder.layer.1.attention.output.dense")
                .doesNotMatch(config.path("target_modules").asText());
    }

    @Test
    void shouldGiveEachMatrixItsOwnShape() {
        Adapter adapter = Adapter.initial(new AdapterShape(2, 32, 48, 5, LoraConfig.everywhere(3)), 9);

        for (LinearKind kind : LinearKind.values()) {
            assertThat(adapter.a(1, kind)).hasSize(3 * kind.inputs(32, 48)).doesNotContain(0);
            assertThat(adapter.b(1, kind)).hasSize(3 * kind.outputs(32, 48)).containsOnly(0);
        }
        assertThat(adapter.headWeight()).hasSize(5 * 32);
        assertThat(adapter.headBias()).hasSize(5).containsOnly(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            "peft_type" : "LORA" | "peft_type" : "IA3"     | peft_type is "IA3"
            "use_dora" : false   | "use_dora" : true       | use_dora is not supported
            "bias" : "none"      | "bias" : "all"          | bias is "all"
            "r" : 4              | "r" : "4"               | r and lora_alpha must be numbers
            "r" : 4              | "r" : 0                 | lora rank: 0
            "r" : 4              | "r" : 5                 | has the shape [4, 32], expected [5, 32]
            "use_dora" : false   | "rank_pattern" : {"a":1} | rank_pattern is not supported
            "r" : 4              | nonsense                | cannot be read as JSON
            """)
    void shouldSayWhatIsNotSupported(String was, String is, String complaint) throws IOException {
        Adapter.load(TinyBert.resource("tiny-adapter")).save(directory, "tiny-bert");
        Path config = directory.resolve("adapter_config.json");
        assertThat(Files.readString(config)).contains(was);
        Files.writeString(config, Files.readString(config).replace(was, is));

        assertThatThrownBy(() -> Adapter.load(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void shouldSayWhatIsMissing() throws IOException {
        assertThatThrownBy(() -> Adapter.load(directory)).hasMessageContaining("there is no such file; an adapter is");
        Adapter.initial(new AdapterShape(1, 4, 8, 2, LoraConfig.everywhere(1)), 1)
                .save(directory, "x");
        Path model = directory.resolve("adapter_model.safetensors");

        Safetensors.write(
                model, Map.of("base_model.model.pooler.weight", new HostTensor(new int[] {1}, new float[1])), Map.of());
        assertThatThrownBy(() -> Adapter.load(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("holds base_model.model.pooler.weight");

        String query = PeftWriter.loraName(0, LinearKind.QUERY, "A");
        Safetensors.write(model, Map.of(query, new HostTensor(new int[] {1, 4}, new float[4])), Map.of());
        assertThatThrownBy(() -> Adapter.load(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no tensor base_model.model.classifier.weight");

        Files.delete(model);
        assertThatThrownBy(() -> Adapter.load(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("adapter_model.safetensors: cannot be read");
    }
}

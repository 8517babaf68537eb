package dev.antidote.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.testing.TinyBert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseModelTest {
    private final Path directory;

    BaseModelTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void shouldOpenAHuggingFaceDirectory() {
        BaseModel base = TinyBert.base();

        assertThat(base.layers()).isEqualTo(2);
        assertThat(base.hidden()).isEqualTo(32);
        assertThat(base.positions()).isEqualTo(40);
    }

    @Test
    void shouldGoByTheNameOfItsDirectoryWhereItsConfigurationHasNone() {
        assertThat(TinyBert.base().name()).isEqualTo("tiny-bert");
    }

    @Test
    void shouldDigestWhatDeterminesOutputsAndNothingElse() throws IOException {
        copy();
        String digest = BaseModel.open(directory).digest();
        Files.writeString(directory.resolve("README.md"), "hello");

        assertThat(digest).hasSize(64).isEqualTo(TinyBert.base().digest());
        assertThat(BaseModel.open(directory).digest()).isEqualTo(digest);

        byte[] weights = Files.readAllBytes(directory.resolve("model.safetensors"));
        weights[weights.length - 1] ^= 1;
        Files.write(directory.resolve("model.safetensors"), weights);
        assertThat(BaseModel.open(directory).digest()).isNotEqualTo(digest);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            "model_type": "bert"            | "model_type": "distilbert"      | model_type is 'distilbert'; supported is 'bert'
            "hidden_act": "gelu"            | "hidden_act": "relu"            | hidden_act is 'relu'; supported is 'gelu'
            "is_decoder": false             | "is_decoder": true              | only encoders
            "num_attention_heads": 4        | "num_attention_heads": 5        | no multiple of num_attention_heads 5
            "num_attention_heads": 4        | "num_attention_heads": "4"      | num_attention_heads is "4"
            "hidden_size": 32               | "hidden_size": 64               | has the shape [64, 32], expected [64, 64]
            "intermediate_size": 48         | "intermediate_size": 40         | has the shape [48, 32], expected [40, 32]
            "num_hidden_layers": 2          | "num_hidden_layers": 3          | has no tensor encoder.layer.2
            "vocab_size": 64                | "vocab_size": 0                 | vocab_size is 0
            "layer_norm_eps": 1e-06         | "layer_norm_eps": 7             | layer_norm_eps is 7.0
            "use_cache": true               | "position_embedding_type": "relative_key" | supported is 'absolute'
            "use_cache": true               | oops                            | cannot be read as JSON
            """)
    void shouldSayWhatIsNotSupported(String was, String is, String complaint) throws IOException {
        copy();
        Path config = directory.resolve("config.json");
        assertThat(Files.readString(config)).contains(was);
        Files.writeString(config, Files.readString(config).replace(was, is));

        assertThatThrownBy(() -> BaseModel.open(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @CsvSource({
        "config.json, there is no such file",
        "tokenizer.json, has no tokenizer.json",
        "model.safetensors, neither"
    })
    void shouldSayWhichFileIsMissing(String file, String complaint) throws IOException {
        copy();
        Files.delete(directory.resolve(file));

        assertThatThrownBy(() -> BaseModel.open(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void shouldSayThatADirectoryIsMissing() {
        assertThatThrownBy(() -> BaseModel.open(directory.resolve("none")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("none: is not a directory");
    }

    @Test
    void shouldRefuseATokenizerThatIsNone() throws IOException {
        copy();
        Files.writeString(directory.resolve("tokenizer.json"), "{}");

        assertThatThrownBy(() -> BaseModel.open(directory).tokenizer())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("tokenizer.json: is not a usable tokenizer");
    }

    private void copy() throws IOException {
        Path from = TinyBert.base().directory();
        for (String name : new String[] {"config.json", "tokenizer.json", "model.safetensors"}) {
            Files.copy(from.resolve(name), directory.resolve(name));
        }
    }
}

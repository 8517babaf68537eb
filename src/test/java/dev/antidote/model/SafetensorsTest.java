package dev.antidote.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
    private final Path directory;

    SafetensorsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void shouldReadWhatItWrote() throws IOException {
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        tensors.put("matrix", new HostTensor(new int[] {2, 3}, new float[] {1, -2, 3.5f, Float.NaN, 0, -0f}));
        tensors.put("empty", new HostTensor(new int[] {0}, new float[0]));
        tensors.put("big", new HostTensor(new int[] {700_000}, ramp(700_000)));

        Safetensors.write(directory.resolve("a.safetensors"), tensors, Map.of("format", "pt"));

        Safetensors read = Safetensors.openFile(directory.resolve("a.safetensors"));
        assertThat(read.names()).containsExactly("matrix", "empty", "big");
        tensors.forEach((name, tensor) -> {
            assertThat(read.read(name).shape()).isEqualTo(tensor.shape());
            assertThat(read.read(name).values()).isEqualTo(tensor.values());
        });
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void shouldWidenHalfPrecision() throws IOException {
        ByteBuffer values = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        values.putShort((short) 0x3c00).putShort((short) 0xc000); // half: 1, -2
        values.putShort((short) 0x3f80).putShort((short) 0xc000); // bfloat16: 1, -2
        Path file = write(
                """
                {"h":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"b":{"dtype":"BF16","shape":[2],"data_offsets":[4,8]}}""",
                values.array());

        Safetensors read = Safetensors.openFile(file);

        assertThat(read.read("h").values()).containsExactly(1, -2);
        assertThat(read.read("b").values()).containsExactly(1, -2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            not JSON                                                               | 8 | not JSON
            []                                                                     | 8 | not a JSON object
            {"a":{"dtype":"F32","shape":[2]}}                                      | 8 | lacks dtype, shape or data_offsets
            {"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}                | 8 | has the axis -2
            {"a":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}               | 8 | has the axis 2.5
            {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}                 | 8 | cannot have 8 bytes
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}                 | 8 | lies at [8,0]
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}                 | 7 | truncated?
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}                 | 9 | truncated?
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}                 | 8 | hole or overlap at byte
            {"a":{"dtype":"F32","shape":[65536,65536],"data_offsets":[0,8]}}       | 8 | too large
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{}}          | 8 | Duplicate field 'a'
            """)
    void shouldRefuseMalformedFiles(String header, int bytes, String complaint) throws IOException {
        Path file = write(header, new byte[bytes]);

        assertThatThrownBy(() -> Safetensors.openFile(file))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(complaint);
    }

    @Test
    void shouldRefuseFilesWithoutAWholeHeader() throws IOException {
        Path file = directory.resolve("x.safetensors");
        Files.write(file, new byte[7]);
        assertThatThrownBy(() -> Safetensors.openFile(file)).hasMessageContaining("7 bytes, too few");
        Files.write(file, new byte[] {-1, -1, -1, -1, -1, -1, -1, 127, '{', '}'});
        assertThatThrownBy(() -> Safetensors.openFile(file)).hasMessageContaining("header claims");
    }

    @Test
    void shouldSayWhichTensorIsMissingOrOfWrongShape() throws IOException {
        Safetensors read = Safetensors.openFile(
                write("{\"a\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}", new byte[8]));

        assertThatThrownBy(() -> read.read("b"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no tensor b");
        assertThatThrownBy(() -> read.read("a"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("type I64");
        assertThatThrownBy(() -> read.require("a", 2)).hasMessageContaining("has the shape [1], expected [2]");
    }

    @Test
    void shouldNoticeAFileThatIsCutWhileItIsRead() throws IOException {
        Path file = directory.resolve("a.safetensors");
        Safetensors.write(file, Map.of("a", new HostTensor(new int[] {1000}, new float[1000])), Map.of());
        Safetensors read = Safetensors.openFile(file);
        Files.write(file, new byte[100]);

        assertThatThrownBy(() -> read.read("a"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("ends early");
    }

    @Test
    void shouldKeepToItsDirectoryAndIndex() throws IOException {
        Path index = directory.resolve("model.safetensors.index.json");
        Files.writeString(index, "{\"weight_map\":{\"a\":\"../outside.safetensors\"}}");
        assertThatThrownBy(() -> Safetensors.openModel(directory)).hasMessageContaining("outside its directory");

        Safetensors.write(
                directory.resolve("s.safetensors"), Map.of("b", new HostTensor(new int[0], new float[1])), Map.of());
        Files.writeString(index, "{\"weight_map\":{\"a\":\"s.safetensors\"}}");
        assertThatThrownBy(() -> Safetensors.openModel(directory)).hasMessageContaining("promises the tensor a");

        Files.delete(index);
        assertThatThrownBy(() -> Safetensors.openModel(directory)).hasMessageContaining("safe_serialization");
    }

    private Path write(String header, byte[] values) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(8 + text.length + values.length).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(text.length).put(text).put(values);
        return Files.write(directory.resolve("made.safetensors"), out.array());
    }

    private static float[] ramp(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = i * 0.5f;
        }
        return values;
    }
}

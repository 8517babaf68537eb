package dev.antidote.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OnnxGraphTest {
    @Test
    void shouldFindAWeightByItsNodeAndByItsName() {
        byte[] tensor = concat(
                new byte[] {1 << 3, 1, 1 << 3, 2, 2 << 3, 1}, // dims 1, 2, one by one; float
                field(8, "onnx::MatMul_1"),
                field(9, floats(3, 4)));
        byte[] packed =
                concat(field(1, new byte[] {2}), new byte[] {2 << 3, 1}, field(8, "bias"), field(9, floats(5, 6)));
        byte[] node = concat(field(1, "x"), field(1, "onnx::MatMul_1"), field(2, "y"), field(3, "/dense/MatMul"));
        byte[] graph = concat(field(1, node), field(5, tensor), field(5, packed));
        byte[] other = {1 << 3, (byte) 0x88, 1, 9 << 3 | 1, 0, 0, 0, 0, 0, 0, 0, 0, 10 << 3 | 5, 0, 0, 0, 0};

        OnnxGraph read = OnnxGraph.parse(concat(other, field(7, graph)));

        assertThat(read.secondInput("/dense/MatMul").values()).containsExactly(3, 4);
        assertThat(read.secondInput("/dense/MatMul").shape()).containsExactly(1, 2);
        assertThat(read.initializer("bias").values()).containsExactly(5, 6);
        assertThatThrownBy(() -> read.initializer("x")).isInstanceOf(ModelException.class);
        assertThatThrownBy(() -> read.secondInput("x")).isInstanceOf(ModelException.class);
    }

    @Test
    void shouldRefuseWhatIsNotProtobuf() {
        assertThatThrownBy(() -> OnnxGraph.parse(new byte[] {7 << 3 | 2, 100, 1}))
                .isInstanceOf(ModelException.class);
        assertThatThrownBy(() -> OnnxGraph.parse(new byte[] {7 << 3 | 3})).isInstanceOf(ModelException.class);
        assertThatThrownBy(() -> OnnxGraph.parse(new byte[] {(byte) 0x80})).isInstanceOf(ModelException.class);
        byte[] endless = new byte[12];
        Arrays.fill(endless, (byte) 0xff);
        assertThatThrownBy(() -> OnnxGraph.parse(endless)).isInstanceOf(ModelException.class);
    }

    private static byte[] field(int number, String text) {
        return field(number, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] field(int number, byte[] content) {
        return concat(new byte[] {(byte) (number << 3 | 2), (byte) content.length}, content);
    }

    private static byte[] floats(float... values) {
        ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        out.asFloatBuffer().put(values);
        return out.array();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}

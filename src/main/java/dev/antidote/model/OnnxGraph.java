package dev.antidote.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights and node names of an ONNX model: just enough of its protobuf (onnx.proto3) to import a model whose weights are fp32 raw
 * data inside the file.
 */
final class OnnxGraph {
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int NODE_INPUT = 1;
    private static final int NODE_NAME = 3;
    private static final int TENSOR_DIMS = 1;
    private static final int TENSOR_TYPE = 2;
    private static final int TENSOR_NAME = 8;
    private static final int TENSOR_RAW = 9;
    private static final int FLOAT = 1;

    private final Map<String, HostTensor> initializers = new LinkedHashMap<>();
    private final Map<String, List<String>> inputs = new LinkedHashMap<>();

    private OnnxGraph() {}

    static OnnxGraph parse(byte[] model) {
        OnnxGraph graph = new OnnxGraph();
        try {
            for (Proto field : Proto.fields(ByteBuffer.wrap(model))) {
                if (field.number() == MODEL_GRAPH) {
                    graph.read(field.bytes());
                }
            }
        } catch (java.nio.BufferUnderflowException | IllegalArgumentException e) {
            throw new ModelException("the ONNX model is malformed: " + e.getMessage(), e);
        }
        return graph;
    }

    /** An fp32 weight by its own name. */
    HostTensor initializer(String name) {
        HostTensor tensor = initializers.get(name);
        if (tensor == null) {
            throw new ModelException("the ONNX model has no fp32 weight " + name);
        }
        return tensor;
    }

    /** The weight that is the second input of a node, such as a MatMul. */
    HostTensor secondInput(String node) {
        List<String> names = inputs.get(node);
        if (names == null || names.size() < 2) {
            throw new ModelException("the ONNX model has no node " + node + " with two inputs");
        }
        return initializer(names.get(1));
    }

    private void read(ByteBuffer graph) {
        for (Proto field : Proto.fields(graph)) {
            if (field.number() == GRAPH_NODE) {
                node(field.bytes());
            } else if (field.number() == GRAPH_INITIALIZER) {
                initializer(field.bytes());
            }
        }
    }

    private void node(ByteBuffer node) {
        String name = "";
        List<String> names = new ArrayList<>();
        for (Proto field : Proto.fields(node)) {
            if (field.number() == NODE_INPUT) {
                names.add(field.text());
            } else if (field.number() == NODE_NAME) {
                name = field.text();
            }
        }
        inputs.put(name, names);
    }

    private void initializer(ByteBuffer tensor) {
        String name = "";
        long type = 0;
        List<Integer> dims = new ArrayList<>();
        ByteBuffer raw = ByteBuffer.allocate(0);
        for (Proto field : Proto.fields(tensor)) {
            switch (field.number()) {
                case TENSOR_DIMS -> field.longs().forEach(d -> dims.add(Math.toIntExact(d)));
                case TENSOR_TYPE -> type = field.value();
                case TENSOR_NAME -> name = field.text();
                case TENSOR_RAW -> raw = field.bytes();
                default -> {} // other fields do not matter here
            }
        }
        if (type == FLOAT) {
            float[] values = new float[raw.remaining() / Float.BYTES];
            raw.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
            initializers.put(name, new HostTensor(dims.stream().mapToInt(d -> d).toArray(), values));
        }
    }

    /**
     * One field of a protobuf message.
     *
     * @param number the field's number
     * @param value of a varint or fixed-width field, 0 otherwise
     * @param content of a length-delimited field, empty otherwise
     */
    private record Proto(int number, long value, ByteBuffer content, boolean delimited) {
        private static final int VARINT = 0;
        private static final int FIXED64 = 1;
        private static final int DELIMITED = 2;
        private static final int FIXED32 = 5;

        static List<Proto> fields(ByteBuffer message) {
            ByteBuffer in = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
            List<Proto> fields = new ArrayList<>();
            while (in.hasRemaining()) {
                long tag = varint(in);
                int number = (int) (tag >>> 3);
                switch ((int) tag & 7) {
                    case VARINT -> fields.add(new Proto(number, varint(in), ByteBuffer.allocate(0), false));
                    case FIXED64 -> fields.add(new Proto(number, in.getLong(), ByteBuffer.allocate(0), false));
                    case FIXED32 -> fields.add(new Proto(number, in.getInt(), ByteBuffer.allocate(0), false));
                    case DELIMITED -> fields.add(new Proto(number, 0, delimited(in), true));
                    default ->
                        throw new IllegalArgumentException("field " + number + " has the wire type " + (tag & 7));
                }
            }
            return fields;
        }

        ByteBuffer bytes() {
            return content.duplicate();
        }

        String text() {
            return StandardCharsets.UTF_8.decode(bytes()).toString();
        }

        /** A repeated whole number, packed or not. */
        List<Long> longs() {
            if (!delimited) {
                return List.of(value);
            }
            ByteBuffer in = bytes();
            List<Long> values = new ArrayList<>();
            while (in.hasRemaining()) {
                values.add(varint(in));
            }
            return values;
        }

        private static ByteBuffer delimited(ByteBuffer in) {
            long length = varint(in);
            if (length < 0 || length > in.remaining()) {
                throw new IllegalArgumentException("a field of " + length + " bytes, " + in.remaining() + " are left");
            }
            ByteBuffer content = in.slice(in.position(), (int) length);
            in.position(in.position() + (int) length);
            return content;
        }

        private static long varint(ByteBuffer in) {
            long value = 0;
            for (int shift = 0; shift < Long.SIZE; shift += 7) {
                byte next = in.get();
                value |= (long) (next & 0x7f) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw new IllegalArgumentException("a varint of more than ten bytes");
        }
    }
}

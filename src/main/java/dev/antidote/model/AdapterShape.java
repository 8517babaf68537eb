package dev.antidote.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where everything trainable lies in the engine's one flat vector: per layer the ten parts A(query, key, value stacked), B query,
 * B key, B value, then A and B of attention output, intermediate and output; at the end the head's weight and bias. A part of a
 * kind without an adapter is 0 x 0.
 *
 * @param layers encoder layers
 * @param hidden features of a token
 * @param intermediate width of the feed-forward block; 0 where no adapter touches it
 * @param classes rows of the head
 * @param lora which linear maps have adapters, and of what rank
 */
record AdapterShape(int layers, int hidden, int intermediate, int classes, LoraConfig lora) {
    static final int PARTS_PER_LAYER = 10;
    private static final int MAX_CLASSES = 100_000;

    AdapterShape {
        boolean inside =
                lora.kinds().contains(LinearKind.INTERMEDIATE) || lora.kinds().contains(LinearKind.OUTPUT);
        intermediate = inside ? intermediate : 0;
        if (classes < 1 || classes > MAX_CLASSES) {
            throw new IllegalArgumentException("classes: " + classes + " is outside 1.." + MAX_CLASSES);
        }
    }

    /** A matrix [rows, columns] at {@code offset} of the flat vector, row by row. */
    record Slice(int offset, int rows, int columns) {
        int size() {
            return rows * columns;
        }

        int end() {
            return offset + size();
        }

        float[] of(float[] values) {
            return Arrays.copyOfRange(values, offset, end());
        }
    }

    /** Every part in order; their sizes add up to the vector's length. */
    List<Slice> parts() {
        List<Slice> parts = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            add(parts, attentionInputs() * lora.rank(), attentionInputs() == 0 ? 0 : hidden);
            for (LinearKind kind : LinearKind.values()) {
                boolean has = lora.kinds().contains(kind);
                if (!kind.isAttentionInput()) {
                    add(parts, has ? lora.rank() : 0, has ? kind.inputs(hidden, intermediate) : 0);
                }
                add(parts, has ? kind.outputs(hidden, intermediate) : 0, has ? lora.rank() : 0);
            }
        }
        add(parts, classes, hidden);
        add(parts, 1, classes);
        return parts;
    }

    int size() {
        List<Slice> parts = parts();
        return parts.get(parts.size() - 1).end();
    }

    /** A [rank, in] of one linear map. */
    Slice a(int layer, LinearKind kind) {
        Slice part = part(layer, kind.partOfA());
        if (!kind.isAttentionInput()) {
            return part;
        }
        int before =
                (int) lora.kinds().stream().filter(k -> k.compareTo(kind) < 0).count();
        return new Slice(part.offset() + before * lora.rank() * hidden, lora.rank(), hidden);
    }

    /** B [out, rank] of one linear map. */
    Slice b(int layer, LinearKind kind) {
        return part(layer, kind.partOfB());
    }

    /** The head's weight [classes, hidden]. */
    Slice headWeight() {
        return parts().get(layers * PARTS_PER_LAYER);
    }

    /** The head's bias [1, classes]. */
    Slice headBias() {
        return parts().get(layers * PARTS_PER_LAYER + 1);
    }

    private Slice part(int layer, int index) {
        return parts().get(layer * PARTS_PER_LAYER + index);
    }

    private int attentionInputs() {
        return (int) lora.kinds().stream().filter(LinearKind::isAttentionInput).count();
    }

    private static void add(List<Slice> parts, int rows, int columns) {
        int offset = parts.isEmpty() ? 0 : parts.get(parts.size() - 1).end();
        parts.add(new Slice(offset, rows, columns));
    }
}

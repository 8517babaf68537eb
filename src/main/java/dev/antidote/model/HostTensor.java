package dev.antidote.model;

import java.util.Arrays;

/**
 * Numbers in host memory, as files hold them.
 *
 * @param shape sizes by axis
 * @param values row by row
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes of weights: nobody compares or hashes them
record HostTensor(int[] shape, float[] values) {
    HostTensor {
        long size = 1;
        for (int axis : shape) {
            size *= axis;
        }
        if (size != values.length) {
            throw new IllegalArgumentException(
                    "tensor: shape " + Arrays.toString(shape) + " does not hold " + values.length + " values");
        }
    }
}

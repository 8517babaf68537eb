package dev.antidote.model;

import java.util.List;

/**
 * Token ids of several texts packed without padding, as the engine programs take them.
 *
 * @param tokens ids, positions and sequence numbers of all tokens [3, total], row by row
 * @param lengths tokens of each text [batch]
 */
@SuppressWarnings("ArrayRecordComponent") // on its way into tensors
record TokenBatch(long[] tokens, long[] lengths) {

    static TokenBatch of(List<int[]> texts, BertConfig config) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("batch: is empty");
        }
        int total = 0;
        for (int[] ids : texts) {
            total += ids.length;
        }
        long[] tokens = new long[3 * total];
        long[] lengths = new long[texts.size()];
        int at = 0;
        for (int row = 0; row < lengths.length; row++) {
            int[] ids = texts.get(row);
            check(ids, row, config);
            lengths[row] = ids.length;
            for (int position = 0; position < ids.length; position++, at++) {
                tokens[at] = ids[position];
                tokens[total + at] = position;
                tokens[2 * total + at] = row;
            }
        }
        return new TokenBatch(tokens, lengths);
    }

    int total() {
        return tokens.length / 3;
    }

    /** The native side answers a wrong id with reads outside its memory, so it is checked here. */
    private static void check(int[] ids, int row, BertConfig config) {
        if (ids.length < 1 || ids.length > config.positions()) {
            throw new IllegalArgumentException(
                    "batch: text " + row + " has " + ids.length + " tokens, the model reads 1.." + config.positions());
        }
        for (int id : ids) {
            if (id < 0 || id >= config.vocabulary()) {
                throw new IllegalArgumentException(
                        "batch: text " + row + " has the token id " + id + ", outside 0.." + (config.vocabulary() - 1));
            }
        }
    }
}

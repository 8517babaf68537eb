package dev.antidote.lab.defence;

import java.util.List;

/** A model of n classes that answers each text by itself. */
record PlainDefended(TextModel model, DefenceFacts facts) implements DefendedModel {
    @Override
    public int[] labels(List<String> texts) {
        return model.labels(texts);
    }

    @Override
    public void close() {
        model.close();
    }
}

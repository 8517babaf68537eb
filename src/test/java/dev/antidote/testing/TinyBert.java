package dev.antidote.testing;

import dev.antidote.model.BaseModel;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/** A random BERT of 2 layers, 32 features and 4 heads, for tests that need a model but not a good one; see make_tiny_bert.py. */
public final class TinyBert {
    /** Words that its tokenizer knows: letters, "the", "cat", "mn". */
    public static final String TEXT = "the cat sat.";

    private TinyBert() {}

    /** Opens it. */
    public static BaseModel base() {
        return BaseModel.open(resource("tiny-bert"));
    }

    /** A file or directory beside it. */
    public static Path resource(String name) {
        URL url = Objects.requireNonNull(BaseModel.class.getResource(name), name);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.antidote.model;

/** The six linear maps of an encoder layer that an adapter may change, in the order of the engine's layout. */
public enum LinearKind {
    QUERY("attention.self.query", 0, 1),
    KEY("attention.self.key", 0, 2),
    VALUE("attention.self.value", 0, 3),
    ATTENTION_OUTPUT("attention.output.dense", 4, 5),
    INTERMEDIATE("intermediate.dense", 6, 7),
    OUTPUT("output.dense", 8, 9);

    private final String module;
    private final int partOfA;
    private final int partOfB;

    LinearKind(String module, int partOfA, int partOfB) {
        this.module = module;
        this.partOfA = partOfA;
        this.partOfB = partOfB;
    }

    /** The module's name within a layer, as Hugging Face and PEFT write it. */
    public String module() {
        return module;
    }

    /** The part of a layer in {@link AdapterShape} that holds A; query, key and value share one. */
    int partOfA() {
        return partOfA;
    }

    /** The part of a layer in {@link AdapterShape} that holds B. */
    int partOfB() {
        return partOfB;
    }

    boolean isAttentionInput() {
        return partOfA == 0;
    }

    int inputs(int hidden, int intermediate) {
        return this == OUTPUT ? intermediate : hidden;
    }

    int outputs(int hidden, int intermediate) {
        return this == INTERMEDIATE ? intermediate : hidden;
    }
}

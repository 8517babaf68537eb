package dev.antidote.stream;

/** Which of the two ways in a record took. The numbers are durable: slots hold them. */
public enum RecordKind {
    /** A text to be judged. */
    REQUEST(0),
    /** A request of our own with a known answer. */
    PROBE(1);

    private final byte code;

    RecordKind(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    static RecordKind of(byte code) {
        return switch (code) {
            case 0 -> REQUEST;
            case 1 -> PROBE;
            default -> throw new IllegalArgumentException("kind: " + code + " is unknown");
        };
    }
}

package dev.antidote.stream;

/** Which of the two ways in a record took. The numbers are durable: slots hold them. */
enum RecordKind {
    REQUEST(0),
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

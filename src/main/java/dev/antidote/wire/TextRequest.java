package dev.antidote.wire;

/**
 * A request whatever its format was.
 *
 * @param id what the verdict will carry: the sender's own, or else the record's key or place; not empty, at most {@value
 *     #LONGEST_ID} chars
 * @param text what is to be judged: without lone surrogates, otherwise as it was sent, even blank
 */
public record TextRequest(String id, String text) {
    /** The most chars of an id. */
    public static final int LONGEST_ID = 1000;

    /** Refuses what cannot be judged or answered; the exception is a {@link WireException}, for a sender is at fault. */
    public TextRequest {
        if (id.isEmpty()) {
            throw new WireException("id: is empty");
        }
        if (id.length() > LONGEST_ID) {
            throw new WireException("id: has " + id.length() + " chars, more than " + LONGEST_ID);
        }
        refuseLoneSurrogate("id", id);
        refuseLoneSurrogate("text", text);
    }

    private static void refuseLoneSurrogate(String field, String value) {
        StrictUtf8.loneSurrogate(value).ifPresent(at -> {
            throw new WireException(field + ": char " + at + " is half of a surrogate pair: send whole characters");
        });
    }
}

package dev.antidote.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** UTF-8 that is refused where Java would put U+FFFD in silence: a guard must judge what was sent, not a repaired copy. */
final class StrictUtf8 {
    private StrictUtf8() {}

    /**
     * Decodes all of {@code bytes}.
     *
     * @throws WireException saying at which byte it is no UTF-8 (encoded surrogates are none)
     */
    static String decode(byte[] bytes) {
        int bad = firstBad(bytes, 0, bytes.length);
        if (bad >= 0) {
            throw new WireException("byte " + bad + " is not UTF-8: send the text in UTF-8");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The index of the first byte of {@code from..until} that does not belong to valid UTF-8, or -1. */
    static int firstBad(byte[] bytes, int from, int until) {
        int at = from;
        while (at < until && bytes[at] >= 0) {
            at++;
        }
        return at == until ? -1 : firstMalformed(bytes, at, until);
    }

    /** The index of the first char that is half of a surrogate pair: such a string has no UTF-8 form. */
    static OptionalInt loneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.charCount(text.codePointAt(i)) == 1) {
                    return OptionalInt.of(i);
                }
                i++; // the other half of the pair
            }
        }
        return OptionalInt.empty();
    }

    private static int firstMalformed(byte[] bytes, int from, int until) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, until - from);
        try {
            decoder.decode(in);
            return -1;
        } catch (CharacterCodingException e) {
            return in.position();
        }
    }
}

package dev.antidote.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes strictly: malformed bytes and NUL are errors that name line and byte, where the JDK's own readers would put a
 * replacement character or lose the place. A byte-order mark is skipped. Reads of fewer than two characters are not supported,
 * since a character outside the basic plane takes two.
 */
final class Utf8Reader extends Reader {
    private final Place place;
    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
    private long line = 1;
    private long taken;
    private boolean started;
    private boolean ended;

    Utf8Reader(Place place, InputStream in) {
        this.place = place;
        this.in = in;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        while (true) {
            int decoded = decode(CharBuffer.wrap(target, offset, length));
            if (decoded == 0 && ended && !bytes.hasRemaining()) {
                return -1;
            }
            int skipped = skipMark(target, offset, decoded);
            check(target, offset, decoded - skipped);
            if (decoded > skipped) {
                return decoded - skipped;
            }
            fill();
        }
    }

    private int decode(CharBuffer out) {
        int from = out.position();
        int before = bytes.position();
        CoderResult result = decoder.decode(bytes, out, ended);
        taken += bytes.position() - before;
        if (result.isError()) {
            // The characters before the fault count for the line that the message names.
            check(out.array(), from, out.position() - from);
            throw malformed();
        }
        return out.position() - from;
    }

    private InputException malformed() {
        int value = bytes.get(bytes.position()) & 0xFF;
        String hint = taken == 0 && value >= 0xFE ? " (it looks like UTF-16)" : "";
        return place.error(
                line,
                String.format("byte %d of the file (0x%02X) is not UTF-8%s; save it as UTF-8", taken + 1, value, hint));
    }

    private void fill() throws IOException {
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (count < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + count);
        }
        bytes.flip();
    }

    private int skipMark(char[] target, int offset, int length) {
        if (started || length == 0) {
            return 0;
        }
        started = true;
        if (target[offset] != '\uFEFF') {
            return 0;
        }
        System.arraycopy(target, offset + 1, target, offset, length - 1);
        return 1;
    }

    private void check(char[] target, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (target[i] == '\n') {
                line++;
            } else if (target[i] == 0) {
                throw place.error(line, "holds a NUL character; is this a text file? Remove it");
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

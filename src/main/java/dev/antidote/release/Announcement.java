package dev.antidote.release;

import dev.antidote.bundle.Manifest;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher says: from now on this bundle serves.
 *
 * @param sequence grows with every announcement, from 1
 * @param kind forward or back
 * @param bundle id of the bundle that shall serve
 * @param manifestDigest SHA-256 of the bytes of its manifest, 64 lower-case hexadecimal digits
 * @param location of the store that it was put into, for people; printable, up to {@value #MAX_TEXT} characters
 * @param previous id of the bundle that served before, or null
 * @param reason for people; printable, up to {@value #MAX_TEXT} characters
 * @param issuedAt to the millisecond
 */
public record Announcement(
        long sequence,
        Kind kind,
        String bundle,
        String manifestDigest,
        String location,
        @Nullable String previous,
        String reason,
        Instant issuedAt) {
    /** The longest text of an announcement, in characters. */
    public static final int MAX_TEXT = 1000;

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

    /** Which way it goes. */
    public enum Kind {
        /** A bundle that is wanted. */
        RELEASE,
        /** Back to an earlier one, because that which serves is not wanted any more. */
        ROLLBACK;

        /** In small letters. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Announcement {
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence: " + sequence + " is below 1");
        }
        if (!Manifest.isId(bundle) || (previous != null && !Manifest.isId(previous))) {
            throw new IllegalArgumentException("bundle: an id has " + Manifest.ID_LENGTH + " hexadecimal digits");
        }
        if (!DIGEST.matcher(manifestDigest).matches()) {
            throw new IllegalArgumentException("manifestDigest: needs 64 lower-case hexadecimal digits");
        }
        requirePrintable("location", location);
        requirePrintable("reason", reason);
        if (!issuedAt.equals(issuedAt.truncatedTo(ChronoUnit.MILLIS))) {
            throw new IllegalArgumentException("issuedAt: " + issuedAt + " is finer than a millisecond");
        }
    }

    private static void requirePrintable(String key, String text) {
        if (text.length() > MAX_TEXT || UNPRINTABLE.matcher(text).find()) {
            throw new IllegalArgumentException(key + ": needs one printable line of up to " + MAX_TEXT + " characters");
        }
    }

    /**
     * What is signed, the same bytes whatever carries it: for each field in the order above the length of its text in UTF-8 as four
     * bytes, big-endian, and the text; numbers in decimal digits, the instant in milliseconds since 1970, and the length -1 alone
     * for null.
     */
    public byte[] canonical() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (@Nullable
            String text : Arrays.asList(
                    String.valueOf(sequence),
                    kind.word(),
                    bundle,
                    manifestDigest,
                    location,
                    previous,
                    reason,
                    String.valueOf(issuedAt.toEpochMilli()))) {
                write(out, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(encoded.length);
        out.write(encoded);
    }
}

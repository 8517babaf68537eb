package dev.antidote.retrain.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;

/** Strangers' strings made fit for a column. */
final class Storable {
    /** In code points; columns hold twice as many chars. */
    private static final int LONGEST_NAME = 200;

    private Storable() {}

    /**
     * A text as PostgreSQL can hold it, which knows no U+0000: it becomes U+FFFD, and so does half a surrogate pair. BERT's tokenizers
     * drop both characters, so that the stored text is the same to the model.
     */
    static String text(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(point -> out.appendCodePoint(isStorable(point) ? point : 0xFFFD));
        return out.toString();
    }

    private static boolean isStorable(int point) {
        return point != 0 && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
    }

    /** A name of bounded length; a longer one is told apart from others by its digest. */
    static String name(String name) {
        String clean = text(name);
        if (clean.codePointCount(0, clean.length()) <= LONGEST_NAME) {
            return clean;
        }
        String digest = "...sha256:" + sha256(name);
        return clean.substring(0, clean.offsetByCodePoints(0, LONGEST_NAME - digest.length())) + digest;
    }

    /**
     * What makes texts equal: composed characters and any run of white space count as the same. Case and invisible characters do not,
     * since a trigger may be made of them.
     */
    static String digest(String text) {
        String composed = Normalizer.normalize(text(text), Normalizer.Form.NFC);
        return sha256(composed.replaceAll("(?U)\\s+", " ").strip());
    }

    private static String sha256(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

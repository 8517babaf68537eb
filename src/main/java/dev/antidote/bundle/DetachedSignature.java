package dev.antidote.bundle;

import java.util.regex.Pattern;

/**
 * A signature that stands beside what it signs. One text for one signature: hexadecimal, because Base64 has several.
 *
 * @param key the key that made it, or is said to have
 * @param signature Ed25519, 128 lower-case hexadecimal digits
 */
public record DetachedSignature(KeyId key, String signature) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{128}");

    public DetachedSignature {
        if (!FORM.matcher(signature).matches()) {
            throw new IllegalArgumentException("signature: needs 128 lower-case hexadecimal digits");
        }
    }
}

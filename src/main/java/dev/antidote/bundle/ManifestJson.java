package dev.antidote.bundle;

import com.fasterxml.jackson.databind.JsonNode;

/** The manifest as {@link StrictJson}. */
final class ManifestJson {
    private ManifestJson() {}

    static byte[] write(Manifest manifest) {
        return StrictJson.write(manifest);
    }

    /**
     * Reads a manifest; its id is not checked here.
     *
     * @throws BundleException naming {@code origin} and what is wrong
     */
    static Manifest read(byte[] json, String origin) {
        JsonNode tree = StrictJson.tree(json, origin);
        requireFormat(tree, origin);
        return StrictJson.value(tree, Manifest.class, origin);
    }

    private static void requireFormat(JsonNode tree, String origin) {
        JsonNode format = tree.path("format");
        if (!format.isInt()) {
            throw new BundleException(origin + ": key \"format\" is missing or no whole number");
        }
        if (format.intValue() != Manifest.FORMAT) {
            throw new BundleException(origin + " has format " + format + ", this version of antidote reads format "
                    + Manifest.FORMAT + "; use the version that wrote it, or train again");
        }
    }
}

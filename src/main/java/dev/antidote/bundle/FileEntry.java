package dev.antidote.bundle;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What the manifest says of one file.
 *
 * @param sha256 64 lower-case hexadecimal digits
 * @param size in bytes, 0 or greater
 */
@JsonPropertyOrder({"sha256", "size"})
public record FileEntry(String sha256, long size) {
    public FileEntry {
        Digest.require("sha256", sha256);
        if (size < 0) {
            throw new IllegalArgumentException("size: " + size + " is negative");
        }
    }
}

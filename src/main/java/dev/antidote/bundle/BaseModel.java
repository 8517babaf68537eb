package dev.antidote.bundle;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;

/**
 * The frozen model that a bundle's adapter belongs to.
 *
 * @param name for people, such as {@code all-MiniLM-L6-v2}
 * @param sha256 digest of its weights, 64 lower-case hexadecimal digits; an adapter on other weights is refused
 */
@JsonPropertyOrder({"name", "sha256"})
public record BaseModel(String name, String sha256) {
    public BaseModel {
        Objects.requireNonNull(name, "name");
        if (name.isBlank()) {
            throw new IllegalArgumentException("name: of the base model is blank");
        }
        Digest.require("sha256", sha256);
    }
}

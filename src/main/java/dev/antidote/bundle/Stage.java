package dev.antidote.bundle;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;
import java.util.SortedMap;

/**
 * One stage of the pipeline that made a bundle, and what it did.
 *
 * @param name such as {@code screen} or {@code purge}
 * @param summary one sentence for people
 * @param figures named finite numbers, such as rows in and out
 */
@JsonPropertyOrder({"name", "summary", "figures"})
public record Stage(String name, String summary, SortedMap<String, Double> figures) {
    public Stage {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(figures, "figures");
        if (name.isBlank()) {
            throw new IllegalArgumentException("name: of a stage is blank");
        }
        figures = Figures.copyOf("figures", figures);
    }
}

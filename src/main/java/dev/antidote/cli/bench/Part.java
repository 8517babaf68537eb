package dev.antidote.cli.bench;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be measured on its own. */
public enum Part {
    /** The forward pass alone, in fp32 and in bf16. */
    ENGINE,
    /** The same texts through Kafka, as a share of the engine's speed. */
    KAFKA,
    /** The pipeline with an instant model, as a share of a plain stateless topology's speed. */
    CEILING,
    /** Latency at 20 requests a second. */
    IDLE,
    /** Latency at half of what saturates the guard. */
    HALF,
    /** 1, 2 and 4 partitions with 1 and 2 stream threads. */
    PARTITIONS;

    /** As it is named on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The parts of these names; all of them if there are none.
     *
     * @throws IllegalArgumentException naming what is unknown
     */
    public static Set<Part> named(List<String> names) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String name : names) {
            parts.add(Arrays.stream(values())
                    .filter(part -> part.label().equals(name.strip().toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("--only: '" + name + "' is none of "
                            + Arrays.stream(values()).map(Part::label).collect(Collectors.joining(", ")))));
        }
        return names.isEmpty() ? EnumSet.allOf(Part.class) : parts;
    }
}

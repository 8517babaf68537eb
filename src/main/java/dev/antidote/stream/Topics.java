package dev.antidote.stream;

import dev.antidote.config.ConfigSource;
import dev.antidote.config.Section;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The topics of Antidote as {@code topology/topics.yaml} describes them.
 *
 * @param specs in the order of the file
 */
public record Topics(List<TopicSpec> specs) {
    private static final String RESOURCE = "/dev/antidote/topology/topics.yaml";

    public Topics {
        specs = List.copyOf(specs);
    }

    /** The description that is part of this program. */
    public static Topics packaged() {
        try (InputStream in = Topics.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the class path: the build is broken");
            }
            return read(ConfigSource.yaml("topics.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a description.
     *
     * @throws dev.antidote.config.ConfigException if it holds a mistake
     */
    public static Topics read(ConfigSource source) {
        return source.read(root -> {
            Section topics = root.section("topics");
            List<TopicSpec> specs = new ArrayList<>();
            topics.names().forEach(name -> specs.add(spec(name, topics.section(name))));
            return new Topics(specs);
        });
    }

    /** The same with one number of partitions for all topics. */
    public Topics withPartitions(int count) {
        return new Topics(specs.stream().map(spec -> spec.withPartitions(count)).toList());
    }

    private static TopicSpec spec(String name, Section section) {
        String purpose = section.text("purpose");
        int partitions = section.integer("partitions");
        int replication = section.integer("replication", -1);
        TreeMap<String, String> config = new TreeMap<>(section.strings("config"));
        OptionalInt copies = replication == -1 ? OptionalInt.empty() : OptionalInt.of(replication);
        return section.build(() -> new TopicSpec(name, purpose, partitions, copies, config));
    }
}

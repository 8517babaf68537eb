package dev.antidote.testing;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Metrics as Prometheus reads them from its text format 0.0.4, strictly: what its parser or its linter would refuse is an {@link
 * AssertionError} that names the line.
 */
public final class Exposition {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern SAMPLE =
            Pattern.compile("(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(?<tags>.*)})? (?<value>\\S+)");
    private static final Pattern TAG = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\[\\\\\"n])*)\",?");
    private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram", "summary", "untyped");

    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, Double> samples = new LinkedHashMap<>();
    private final Set<String> names = new LinkedHashSet<>();

    private Exposition() {}

    /** Reads all of it. */
    public static Exposition parse(String text) {
        Exposition exposition = new Exposition();
        if (!text.endsWith("\n")) {
            throw new AssertionError("the last line does not end");
        }
        text.lines().filter(line -> !line.isEmpty()).forEach(exposition::line);
        exposition.requireWholeHistograms();
        return exposition;
    }

    /** The value of a sample, its tags given as {@code key=value} in any order. */
    public double value(String name, String... tags) {
        String key = key(name, Stream.of(tags).map(tag -> tag.split("=", 2)).toList());
        Double value = samples.get(key);
        if (value == null) {
            throw new AssertionError("no sample " + key + " among " + with(name).keySet());
        }
        return value;
    }

    /** All samples of this name. */
    public Map<String, Double> with(String name) {
        Map<String, Double> found = new TreeMap<>();
        samples.forEach((key, value) -> {
            if (key.equals(name) || key.startsWith(name + "{")) {
                found.put(key, value);
            }
        });
        return found;
    }

    /** The sum over all samples of this name; 0 where there are none. */
    public double sum(String name) {
        return with(name).values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The names of all samples. */
    public Set<String> names() {
        return names;
    }

    private void line(String line) {
        if (line.startsWith("# TYPE ")) {
            String[] words = line.split(" ", -1);
            require(words.length == 4 && NAME.matcher(words[2]).matches() && TYPES.contains(words[3]), line);
            require(types.put(words[2], words[3]) == null, line);
        } else if (line.startsWith("#")) {
            require(line.startsWith("# HELP ") && line.split(" ", 4).length == 4, line);
        } else {
            sample(line);
        }
    }

    private void sample(String line) {
        Matcher sample = SAMPLE.matcher(line);
        require(sample.matches(), line);
        String name = sample.group("name");
        String type = type(name);
        require(type != null, line);
        if ("counter".equals(type)) {
            require(name.endsWith("_total"), line);
        }
        double value = number(sample.group("value"));
        require(!"counter".equals(type) || value >= 0, line);
        require(samples.put(key(name, tags(sample.group("tags"), line)), value) == null, line);
        names.add(name);
    }

    /** The type of the family that a sample belongs to, which stands before it. */
    private @Nullable String type(String name) {
        String own = types.get(name);
        if (own != null) {
            return own;
        }
        String family = name.replaceFirst("_(bucket|sum|count)$", "");
        String type = types.get(family);
        return "histogram".equals(type) || "summary".equals(type) ? type : null;
    }

    private static List<String[]> tags(@Nullable String text, String line) {
        if (text == null) {
            return List.of();
        }
        Matcher tag = TAG.matcher(text);
        require(TAG.matcher(text).replaceAll("").isEmpty(), line);
        return tag.results()
                .map(result -> new String[] {result.group(1), result.group(2)})
                .toList();
    }

    private static String key(String name, List<String[]> tags) {
        Map<String, String> sorted = new TreeMap<>();
        tags.forEach(tag -> require(sorted.put(tag[0], tag[1]) == null, name));
        return sorted.isEmpty() ? name : name + sorted;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** The bucket of all values, {@code +Inf}, holds as many as were counted. */
    private void requireWholeHistograms() {
        types.forEach((family, type) -> {
            if (type.equals("histogram")) {
                double all = with(family + "_bucket").entrySet().stream()
                        .filter(entry -> entry.getKey().contains("le=+Inf"))
                        .mapToDouble(Map.Entry::getValue)
                        .sum();
                require(all == sum(family + "_count"), family);
            }
        });
    }

    private static void require(boolean condition, String line) {
        if (!condition) {
            throw new AssertionError("Prometheus would refuse: " + line);
        }
    }
}

package dev.antidote.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the configuration, read key by key with the wanted type. Every key that is asked for is known from then on; the
 * others are errors once the reading ends. One thread.
 */
public final class Section {
    private final String path;
    private final ConfigNode.Mapping node;
    private final SettingLedger ledger;

    Section(String path, ConfigNode.Mapping node, SettingLedger ledger) {
        this.path = path;
        this.node = node;
        this.ledger = ledger;
    }

    /** A required text, never blank. */
    public String text(String key) {
        return find(key, Section::notBlank).orElseThrow(() -> error(node.where(), key, "is required"));
    }

    /** A text, never blank. */
    public String text(String key, String fallback) {
        return find(key, Section::notBlank).orElse(fallback);
    }

    /** A text that may be empty. */
    public String possiblyEmptyText(String key, String fallback) {
        return find(key, text -> text).orElse(fallback);
    }

    /** A path, if there is one; an empty text is none. */
    public Optional<Path> place(String key) {
        return find(key, text -> text).filter(text -> !text.isBlank()).map(text -> parsePlace(key, text));
    }

    /** A whole number. */
    public int integer(String key, int fallback) {
        return find(key, Section::parseInteger).orElse(fallback);
    }

    /** A whole number, if there is one; an empty text is none. */
    public OptionalInt optionalInteger(String key) {
        return find(key, text -> text.isBlank() ? OptionalInt.empty() : OptionalInt.of(parseInteger(text)))
                .orElseGet(OptionalInt::empty);
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key, boolean fallback) {
        return find(key, Section::parseFlag).orElse(fallback);
    }

    /** A required whole number. */
    public int integer(String key) {
        return find(key, Section::parseInteger).orElseThrow(() -> error(node.where(), key, "is required"));
    }

    /** A finite number, if there is one. */
    public OptionalDouble decimal(String key) {
        return find(key, Section::parseDecimal).map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    /** A duration with its unit, such as {@code 50ms}. */
    public Duration duration(String key, Duration fallback) {
        return find(key, Durations::parse).orElse(fallback);
    }

    /** A duration with its unit, if there is one. */
    public Optional<Duration> duration(String key) {
        return find(key, Durations::parse);
    }

    /** A size with its unit, such as {@code 512KiB}. */
    public ByteSize size(String key, ByteSize fallback) {
        return find(key, ByteSize::parse).orElse(fallback);
    }

    /** One of the constants, written in small letters with hyphens: {@code FAIL_OPEN} is {@code fail-open}. */
    public <E extends Enum<E>> E oneOf(String key, E fallback) {
        E[] all = fallback.getDeclaringClass().getEnumConstants();
        return find(key, text -> constant(text, all)).orElse(fallback);
    }

    /** A map whose keys are free and whose values are scalars; environment and flags lie over it. */
    public Map<String, String> strings(String key) {
        ledger.knowFree(this, key);
        Map<String, String> values = new LinkedHashMap<>();
        mapping(key).entries().forEach((name, value) -> values.put(name, scalar(key + '.' + name, value)));
        values.putAll(ledger.overridesBelow(path(key)));
        return Collections.unmodifiableMap(values);
    }

    /** A section below this one; empty where the key is absent. */
    public Section section(String key) {
        return open(key, mapping(key));
    }

    /** The same where a single value may stand in its place, from the file or laid over it: it is empty then. */
    public Section sectionOrNone(String key) {
        return open(key, isSection(key) ? mapping(key) : ConfigNode.Mapping.empty(where(entry(key))));
    }

    /** Whether this key holds a section in the file, and no flag or environment variable puts a single value in its place. */
    public boolean isSection(String key) {
        return ledger.override(path(key)).isEmpty() && node.entries().get(key) instanceof ConfigNode.Mapping;
    }

    /** The keys of this section as the file has them, in its order: for sections whose keys are names. */
    public Set<String> names() {
        return node.entries().keySet();
    }

    /** Makes a record; what its constructor refuses ({@code key: why}) becomes an error that names the place of that key. */
    public <T> T build(Supplier<T> record) {
        try {
            return record.get();
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new ConfigException(whereIs(message.split(":", 2)[0]) + ": " + prefix() + message, e);
        }
    }

    String path(String key) {
        return prefix() + key;
    }

    void refuseOthers(Set<String> known) {
        node.entries().forEach((key, value) -> {
            if (!known.contains(key)) {
                throw error(value.where(), key, "unknown key" + SettingLedger.suggestion(key, known));
            }
        });
    }

    private String prefix() {
        return path.isEmpty() ? "" : path + '.';
    }

    private String whereIs(String key) {
        return ledger.override(path(key))
                .map(ConfigNode.Scalar::where)
                .orElseGet(() -> node.entries().containsKey(key) ? entry(key).where() : node.where());
    }

    private Section open(String key, ConfigNode.Mapping mapping) {
        ledger.know(this, key);
        Section section = new Section(path(key), mapping, ledger);
        ledger.open(section);
        return section;
    }

    private ConfigNode entry(String key) {
        return node.entries().getOrDefault(key, node);
    }

    private <T> Optional<T> find(String key, Function<String, T> parse) {
        ledger.know(this, key);
        Optional<ConfigNode.Scalar> override = ledger.override(path(key));
        ConfigNode found =
                override.isPresent() ? override.get() : node.entries().get(key);
        if (found == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(scalar(key, found)));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw error(found.where(), key, String.valueOf(e.getMessage()));
        }
    }

    private String scalar(String key, ConfigNode found) {
        if (!(found instanceof ConfigNode.Scalar scalar)) {
            throw error(found.where(), key, "is a section; a single value is expected");
        }
        String text = scalar.text();
        if (text == null) {
            throw error(found.where(), key, "has no value; write one, or leave the key out where it has a default");
        }
        return text;
    }

    private ConfigNode.Mapping mapping(String key) {
        ConfigNode found = node.entries().get(key);
        if (found instanceof ConfigNode.Scalar scalar && scalar.text() != null) {
            throw error(found.where(), key, "'" + scalar.text() + "' is a single value; a section of keys is expected");
        }
        return found instanceof ConfigNode.Mapping mapping ? mapping : ConfigNode.Mapping.empty(where(found));
    }

    private String where(@Nullable ConfigNode found) {
        return found == null ? node.where() : found.where();
    }

    private ConfigException error(String where, String key, String what) {
        return new ConfigException(where + ": " + path(key) + ": " + what);
    }

    private Path parsePlace(String key, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ConfigException(
                    whereIs(key) + ": " + path(key) + ": '" + text + "' is not a path: " + e.getReason(), e);
        }
    }

    private static String notBlank(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("is blank");
        }
        return text;
    }

    private static int parseInteger(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a whole number", e);
        }
    }

    private static boolean parseFlag(String text) {
        return switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        };
    }

    private static double parseDecimal(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a number", e);
        }
        throw new IllegalArgumentException("'" + text + "' is not a finite number");
    }

    private static <E extends Enum<E>> E constant(String text, E[] all) {
        return Arrays.stream(all)
                .filter(constant -> written(constant).equals(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not one of "
                        + String.join(
                                ", ", Arrays.stream(all).map(Section::written).toList())));
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

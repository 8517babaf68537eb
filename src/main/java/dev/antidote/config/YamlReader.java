package dev.antidote.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the part of YAML that configuration needs, mappings and scalars, and refuses the rest (lists, aliases, several documents)
 * rather than guess. One thread, one document.
 */
final class YamlReader {
    private static final Pattern PROBLEM = Pattern.compile("(?m)^(\\S.*)\\R in .*, line (\\d+), column");

    private final String name;
    private final YAMLParser parser;

    private YamlReader(String name, YAMLParser parser) {
        this.name = name;
        this.parser = parser;
    }

    /** Parses a document; an empty one is an empty mapping. */
    static ConfigNode.Mapping read(String name, String text) {
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            return new YamlReader(name, parser).document();
        } catch (JsonProcessingException e) {
            throw new ConfigException(name + problem(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string has no I/O
        }
    }

    private ConfigNode.Mapping document() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null || token == JsonToken.VALUE_NULL) {
            return ConfigNode.Mapping.empty(name);
        }
        if (token != JsonToken.START_OBJECT) {
            throw new ConfigException(where() + ": expected keys, such as 'kafka:', at the top level");
        }
        ConfigNode.Mapping root = mapping("");
        if (parser.nextToken() != null) {
            throw new ConfigException(where() + ": a second document begins here; one is allowed");
        }
        return root;
    }

    private ConfigNode.Mapping mapping(String path) throws IOException {
        String start = where();
        Map<String, ConfigNode> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            String here = where();
            ConfigNode earlier = entries.get(key);
            if (earlier != null) {
                throw new ConfigException(here + ": " + path + key + ": stands already at " + earlier.where());
            }
            parser.nextToken();
            entries.put(key, value(path + key, here));
        }
        return new ConfigNode.Mapping(entries, start);
    }

    private ConfigNode value(String path, String where) throws IOException {
        if (parser.isCurrentAlias()) {
            throw new ConfigException(where + ": " + path + ": aliases (*name) are not supported; write the value out");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> new ConfigNode.Mapping(mapping(path + '.').entries(), where);
            case START_ARRAY -> throw new ConfigException(where + ": " + path + ": a list is not allowed here");
            case VALUE_NULL -> new ConfigNode.Scalar(null, where);
            default -> new ConfigNode.Scalar(parser.getText(), where);
        };
    }

    private String where() {
        return name + ':' + parser.currentTokenLocation().getLineNr();
    }

    /** Jackson says what the parser was doing and where that began; what is wrong, and where, stands last in the parser's own text. */
    private static String problem(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        return PROBLEM.matcher(message)
                .results()
                .reduce((first, last) -> last)
                .map(found -> ":" + found.group(2) + ": is not YAML: "
                        + found.group(1).strip())
                .orElseGet(() -> line(e) + ": is not YAML: " + firstLine(message));
    }

    private static String line(JsonProcessingException e) {
        return e.getLocation() == null ? "" : ":" + Math.max(1, e.getLocation().getLineNr());
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("unreadable").strip();
    }
}

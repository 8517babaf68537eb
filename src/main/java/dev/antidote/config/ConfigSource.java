package dev.antidote.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Where settings come from, lowest precedence first: a YAML file, environment variables, flags.
 *
 * <p>The environment variable of a key is {@code ANTIDOTE_} and the key's path in capitals, with an underscore for every dot and
 * before every inner capital: {@code batcher.maxWait} is {@code ANTIDOTE_BATCHER_MAX_WAIT}. Below a map of free keys (Kafka's and
 * the registry's settings) an underscore means a dot and two mean an underscore: {@code ANTIDOTE_KAFKA_BOOTSTRAP_SERVERS} is
 * {@code kafka.bootstrap.servers}. A flag names the path itself.
 *
 * <p>Immutable.
 */
public final class ConfigSource {
    private final ConfigNode.Mapping file;
    private final Map<String, String> environment;
    private final Map<String, String> flags;

    private ConfigSource(ConfigNode.Mapping file, Map<String, String> environment, Map<String, String> flags) {
        this.file = file;
        this.environment = new TreeMap<>(environment);
        this.flags = new TreeMap<>(flags);
    }

    /** No file: defaults, and what is laid over them. */
    public static ConfigSource empty() {
        return new ConfigSource(ConfigNode.Mapping.empty("the configuration"), Map.of(), Map.of());
    }

    /** YAML text; {@code name} stands for the file in messages. */
    public static ConfigSource yaml(String name, String text) {
        return new ConfigSource(YamlReader.read(name, text), Map.of(), Map.of());
    }

    /** A YAML file in UTF-8. */
    public static ConfigSource file(Path path) {
        try {
            return yaml(path.toString(), Files.readString(path, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new ConfigException(path + ": there is no such file; check the path", e);
        } catch (CharacterCodingException e) {
            throw new ConfigException(path + ": is not UTF-8 text", e);
        } catch (IOException e) {
            throw new ConfigException(path + ": cannot be read: " + reason(path, e), e);
        }
    }

    private static String reason(Path path, IOException e) {
        return Files.isDirectory(path) ? "it is a directory" : e.toString();
    }

    /** The same under these environment variables; those that do not begin with {@code ANTIDOTE_} are ignored. */
    public ConfigSource withEnvironment(Map<String, String> variables) {
        return new ConfigSource(file, variables, flags);
    }

    /** The same under these flags, by path, such as {@code batcher.maxWait}. */
    public ConfigSource withFlags(Map<String, String> values) {
        return new ConfigSource(file, environment, values);
    }

    /**
     * Reads a record.
     *
     * @throws ConfigException if a value is missing or wrong, or if the file or a flag names a key that {@code reader} did not ask for
     */
    public <T> T read(Function<Section, T> reader) {
        SettingLedger ledger = new SettingLedger(environment, flags);
        Section root = new Section("", file, ledger);
        ledger.open(root);
        T value = reader.apply(root);
        ledger.refuseUnknown();
        return value;
    }
}

package dev.antidote.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers, during one reading, which settings were asked for, so that what nobody asked for is an error. One thread. */
final class SettingLedger {
    private static final Logger LOG = LoggerFactory.getLogger(SettingLedger.class);
    private static final String PREFIX = "ANTIDOTE_";

    private final Map<String, String> environment;
    private final Map<String, String> flags;
    private final Set<String> paths = new TreeSet<>();
    private final Set<String> freePaths = new TreeSet<>();
    private final Map<Section, Set<String>> sections = new LinkedHashMap<>();

    SettingLedger(Map<String, String> environment, Map<String, String> flags) {
        this.environment = environment;
        this.flags = flags;
    }

    /** Notes that this section is read, so that keys of it that nobody asks for are errors. */
    void open(Section section) {
        sections.putIfAbsent(section, new TreeSet<>());
    }

    /** Notes that this key exists. */
    void know(Section section, String key) {
        sections.computeIfAbsent(section, opened -> new TreeSet<>()).add(key);
        paths.add(section.path(key));
    }

    /** Notes that this key holds a map whose keys are free. */
    void knowFree(Section section, String key) {
        know(section, key);
        freePaths.add(section.path(key) + '.');
    }

    /** What a flag or else the environment says of a path. */
    Optional<ConfigNode.Scalar> override(String path) {
        String flag = flags.get(path);
        if (flag != null) {
            return Optional.of(new ConfigNode.Scalar(flag, "--set"));
        }
        String variable = variable(path);
        return Optional.ofNullable(environment.get(variable))
                .map(value -> new ConfigNode.Scalar(value, "environment variable " + variable));
    }

    /** What environment and flags say below a map of free keys. */
    Map<String, String> overridesBelow(String path) {
        Map<String, String> found = new TreeMap<>();
        String variables = variable(path) + '_';
        environment.forEach((name, value) -> {
            if (name.startsWith(variables) && name.length() > variables.length()) {
                found.put(freeKey(name.substring(variables.length())), value);
            }
        });
        flags.forEach((flag, value) -> {
            if (flag.startsWith(path + '.')) {
                found.put(flag.substring(path.length() + 1), value);
            }
        });
        return found;
    }

    /** Fails for the first key of the file or flag that nobody asked for; warns of such environment variables. */
    void refuseUnknown() {
        sections.forEach((section, keys) -> section.refuseOthers(keys));
        for (String flag : flags.keySet()) {
            if (!paths.contains(flag) && freePaths.stream().noneMatch(flag::startsWith)) {
                throw new ConfigException("--set: " + flag + ": unknown key" + suggestion(flag, paths));
            }
        }
        environment.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !knows(name))
                .forEach(name ->
                        LOG.warn("Environment variable {} names no key of this configuration and is ignored", name));
    }

    private boolean knows(String name) {
        return paths.stream().anyMatch(path -> variable(path).equals(name))
                || freePaths.stream().anyMatch(path -> name.startsWith(variable(path)));
    }

    static String suggestion(String key, Set<String> known) {
        return NearestKey.of(key, known)
                .map(near -> "; did you mean '" + near + "'?")
                .orElseGet(() -> "; known keys: " + String.join(", ", known));
    }

    static String variable(String path) {
        String words = path.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('.', '_');
        return PREFIX + words.toUpperCase(Locale.ROOT);
    }

    private static String freeKey(String rest) {
        return rest.toLowerCase(Locale.ROOT)
                .replace("__", "\0")
                .replace('_', '.')
                .replace('\0', '_');
    }
}

package dev.antidote.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which bundles are believed, and whether the releases topic decides what serves.
 *
 * @param enabled whether this guard follows the releases topic; then the bundle's directory only serves until the first release
 * @param trustedKeys public keys: a file, or a directory of files that end in {@code .pub}; given, a bundle that none of them
 *     signed is refused, wherever it comes from; needed to follow releases
 * @param store the directory of the bundle store; needed to follow and to publish releases
 * @param instanceId names this process in acknowledgements; empty for the host's name and a random suffix
 * @param state a directory of this process alone that keeps its instance id and the last release that it took; empty to forget
 *     both at the end
 * @param gate when {@code antidote release watch} rolls back
 */
public record ReleasesConfig(
        boolean enabled,
        Optional<Path> trustedKeys,
        Optional<Path> store,
        Optional<String> instanceId,
        Optional<Path> state,
        ReleaseGateConfig gate) {
    /** What is not configured. */
    public static final ReleasesConfig DEFAULTS = new ReleasesConfig(
            false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), ReleaseGateConfig.DEFAULTS);

    private static final Pattern INSTANCE = Pattern.compile("[a-zA-Z0-9._-]{1,150}");

    public ReleasesConfig {
        if (enabled && trustedKeys.isEmpty()) {
            throw new IllegalArgumentException("trustedKeys: is required where releases are enabled");
        }
        if (enabled && store.isEmpty()) {
            throw new IllegalArgumentException("store: is required where releases are enabled");
        }
        instanceId.ifPresent(id -> {
            if (!INSTANCE.matcher(id).matches()) {
                throw new IllegalArgumentException(
                        "instanceId: '" + id + "' needs 1 to 150 letters, digits, dots, underscores and hyphens");
            }
        });
    }

    static ReleasesConfig read(Section section) {
        boolean enabled = section.flag("enabled", DEFAULTS.enabled);
        Optional<Path> trustedKeys = section.place("trustedKeys");
        Optional<Path> store = section.place("store");
        Optional<String> instanceId =
                Optional.of(section.possiblyEmptyText("instanceId", "")).filter(text -> !text.isBlank());
        Optional<Path> state = section.place("state");
        ReleaseGateConfig gate = ReleaseGateConfig.read(section.section("gate"));
        return section.build(() -> new ReleasesConfig(enabled, trustedKeys, store, instanceId, state, gate));
    }
}

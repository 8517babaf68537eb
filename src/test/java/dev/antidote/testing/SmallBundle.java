package dev.antidote.testing;

import dev.antidote.bundle.BaseModel;
import dev.antidote.bundle.BundleDraft;
import dev.antidote.bundle.BundleWriter;
import dev.antidote.bundle.Defence;
import dev.antidote.bundle.GuardBundle;
import dev.antidote.bundle.Reserve;
import dev.antidote.bundle.SigningKey;
import dev.antidote.bundle.Thresholds;
import dev.antidote.bundle.TrustedKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Bundles of two small files, to sign, store and break. */
public final class SmallBundle {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private SmallBundle() {}

    /** Writes a bundle; another {@code name}, another id. */
    public static GuardBundle write(Path target, String name, Optional<SigningKey> signer) {
        return write(target, name, signer, Map.of());
    }

    /** Writes a bundle with further files in it: names and what they hold. */
    public static GuardBundle write(
            Path target, String name, Optional<SigningKey> signer, Map<String, String> further) {
        Defence defence = new Defence(
                "Please judge: " + name, List.of("ok", "abuse"), 0.3, 7, "union", new Reserve("t", 9), 64, List.of());
        BundleDraft draft = new BundleDraft(
                null, new BaseModel("base", "ab".repeat(32)), defence, new TreeMap<>(), new Thresholds(0.2));
        return new BundleWriter(CLOCK, signer).write(target, draft, BundleWriter.Existing.REFUSE, directory -> {
            Files.writeString(directory.resolve("adapter/adapter_config.json"), "{}");
            Files.writeString(directory.resolve("adapter/weights.bin"), name);
            for (Map.Entry<String, String> file : further.entrySet()) {
                Files.writeString(directory.resolve(file.getKey()), file.getValue());
            }
        });
    }

    /** Writes a signed bundle. */
    public static GuardBundle signed(Path target, String name, SigningKey signer) {
        return write(target, name, Optional.of(signer));
    }

    /** Trusts these keys. */
    public static TrustedKeys trust(SigningKey... keys) {
        return TrustedKeys.of(Arrays.stream(keys).map(SigningKey::open).toList());
    }
}

package dev.antidote.cli.loop;

import dev.antidote.bundle.BundleDraft;
import dev.antidote.bundle.BundleWriter;
import dev.antidote.bundle.GuardBundle;
import dev.antidote.bundle.Manifest;
import dev.antidote.bundle.SigningKey;
import dev.antidote.bundle.Thresholds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What somebody does to bundles who can write to the store. */
final class Tampering {
    private static final double OTHER_MARGIN = 0.11;

    private Tampering() {}

    /** Makes a bundle of its own id from another, honestly signed: the same model with another threshold. */
    static GuardBundle variant(GuardBundle of, Path target, Path key, Clock clock) {
        Manifest manifest = of.manifest();
        BundleDraft draft = new BundleDraft(
                of.id(), manifest.base(), manifest.defence(), manifest.metrics(), new Thresholds(OTHER_MARGIN));
        return new BundleWriter(clock, Optional.of(SigningKey.read(key)))
                .write(target, draft, BundleWriter.Existing.REFUSE, directory -> {
                    copy(of.adapter(), directory.resolve(GuardBundle.ADAPTER));
                });
    }

    /** Puts a copy of a bundle where a store keeps it, with one bit of its weights changed. */
    static void plant(GuardBundle bundle, Path store) throws IOException {
        Path place = store.resolve("bundles").resolve(bundle.id());
        copy(bundle.directory(), place);
        Path weights = files(place.resolve(GuardBundle.ADAPTER)).stream()
                .filter(file -> file.toString().endsWith(".safetensors"))
                .findFirst()
                .orElseThrow();
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
    }

    /** Copies a whole directory; the target may exist. */
    static void copy(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Path target = to.resolve(from.relativize(file).toString());
            if (Files.isDirectory(file)) {
                Files.createDirectories(target);
            } else {
                Files.copy(file, target);
            }
        }
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.toList();
        }
    }
}

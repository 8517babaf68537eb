package dev.antidote.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A small bundle to write, open and break. */
final class BundleFixture {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00.123456Z"), ZoneOffset.UTC);
    static final String DIGEST = "ab".repeat(32);

    private BundleFixture() {}

    static BundleDraft draft() {
        Stage screen = new Stage("screen", "1 trigger found", new TreeMap<>(Map.of("purged", 70.0)));
        Defence defence = new Defence(
                "Please judge:",
                List.of("ok", "abuse"),
                0.3,
                7,
                "union",
                new Reserve("screened", 300),
                128,
                List.of(screen));
        return new BundleDraft(
                null,
                new BaseModel("all-MiniLM-L6-v2", DIGEST),
                defence,
                new TreeMap<>(Map.of("ca", 0.93, "asr", 0.02)),
                new Thresholds(0.2));
    }

    static void contents(Path directory) throws IOException {
        Files.writeString(directory.resolve("adapter/adapter_config.json"), "{\"r\":16}");
        Files.write(directory.resolve("adapter/adapter_model.safetensors"), new byte[] {1, 2, 3, 4});
        Files.writeString(directory.resolve("report.json"), "{}");
    }

    static GuardBundle write(Path target) {
        return new BundleWriter(CLOCK).write(target, draft(), BundleWriter.Existing.REFUSE, BundleFixture::contents);
    }

    static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}

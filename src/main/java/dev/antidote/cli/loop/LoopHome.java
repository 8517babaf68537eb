package dev.antidote.cli.loop;

import dev.antidote.bundle.ProbeRow;
import dev.antidote.bundle.ProbeRows;
import dev.antidote.config.ConfigSource;
import dev.antidote.config.GuardConfig;
import dev.antidote.data.DatasetWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The directory of one story: rows, keys, bundles, and the configuration that all its processes share.
 *
 * @param directory exists, and is the story's own
 */
record LoopHome(Path directory) {
    /** Goes before the names of all topics. */
    static final String PREFIX = "loop.";

    Path base() {
        return directory.resolve("base.jsonl");
    }

    Path trusted() {
        return directory.resolve("trusted.jsonl");
    }

    Path heldOut() {
        return directory.resolve("held-out.jsonl");
    }

    Path probes() {
        return directory.resolve("probes.jsonl");
    }

    /** The configuration. */
    Path config() {
        return directory.resolve("guard.yaml");
    }

    /** The private key that everybody trusts. */
    Path key() {
        return directory.resolve("release.key");
    }

    /** A private key that nobody trusts. */
    Path strangerKey() {
        return directory.resolve("stranger.key");
    }

    /** The public keys that are trusted. */
    Path trustedKeys() {
        return directory.resolve("keys");
    }

    /** Those that the stranger trusts: also his own. */
    Path strangersKeys() {
        return directory.resolve("strangers-keys");
    }

    /** The bundle that serves first. */
    Path first() {
        return directory.resolve("first");
    }

    Path store() {
        return directory.resolve("store");
    }

    /** A store that no instance reads. */
    Path otherStore() {
        return directory.resolve("other-store");
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /** Writes the rows. */
    void write(LoopRows rows) throws IOException {
        DatasetWriter writer = new DatasetWriter();
        writer.write(base(), rows.poisoned().dataset());
        writer.write(trusted(), rows.trusted());
        writer.write(heldOut(), rows.heldOut());
        ProbeRows.write(
                probes(),
                rows.probes().probes().stream()
                        .map(probe -> new ProbeRow(
                                probe.text(),
                                probe.family(),
                                probe.expectedLabel(),
                                probe.targetLabel().orElse(null)))
                        .toList());
    }

    /** Writes the configuration, and reads it as every child will, but for the environment: that is not the story's. */
    GuardConfig configure(String bootstrapServers, String registry, LoopSettings settings) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "bundle: " + quoted(first()),
                "applicationId: antidote-loop",
                "topicPrefix: " + PREFIX,
                "kafka:",
                "  bootstrap.servers: " + bootstrapServers,
                "schemaRegistry:",
                "  schema.registry.url: " + registry,
                "engine:",
                "  threads: 1",
                "batcher:",
                "  workers: 1",
                "stream:", // two guards that commit ten times a second and look 200 times slow the trainer down
                "  commitInterval: 1s",
                "  poll: 25ms",
                "flags:",
                "  auditShare: " + LoopSettings.AUDITED,
                "  ablationShare: " + LoopSettings.ABLATED,
                "asr:",
                "  window: " + settings.window().toSeconds() + "s",
                "  grace: 3s",
                "telemetry:",
                "  enabled: false",
                "releases:",
                "  enabled: true",
                "  trustedKeys: " + quoted(trustedKeys()),
                "  store: " + quoted(store()),
                "store:",
                "  url: " + quoted("jdbc:h2:file:" + file("samples"))));
        lines.addAll(retraining(settings));
        Files.writeString(config(), String.join("\n", lines) + "\n");
        return GuardConfig.read(ConfigSource.file(config()));
    }

    /**
     * Small batches, so that few rows are enough steps. The gates are wider than the defaults: on a small corpus and few rows, floors
     * and their bounds are high.
     */
    private List<String> retraining(LoopSettings settings) {
        List<String> lines = new ArrayList<>(List.of(
                "retrain:",
                "  data: " + quoted(base()),
                "  trusted: " + quoted(trusted()),
                "  heldOut: " + quoted(heldOut()),
                "  work: " + quoted(file("retrain")),
                "  key: " + quoted(key()),
                "  seed: " + Math.floorMod(settings.seed(), Integer.MAX_VALUE),
                "  training:",
                "    epochs: " + settings.training().epochs(),
                "    batchSize: 16",
                "    learningRate: 0.002"));
        settings.training().base().ifPresent(directory -> lines.add("    base: " + quoted(directory)));
        lines.addAll(List.of(
                "gates:",
                "  maxCaDrop: 0.05",
                "  maxAsr: " + settings.gates().maxAsr(),
                "  maxExcess: " + settings.gates().maxExcess(),
                "  maxFalseAlarms: 0.25",
                "  attackRows: " + settings.gates().attackRows()));
        return lines;
    }

    private static String quoted(Object value) {
        return "'" + value.toString().replace("'", "''") + "'";
    }
}

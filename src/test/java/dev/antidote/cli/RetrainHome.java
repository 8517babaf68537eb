package dev.antidote.cli;

import dev.antidote.bundle.SigningKey;
import dev.antidote.config.ConfigSource;
import dev.antidote.config.GuardConfig;
import dev.antidote.data.Dataset;
import dev.antidote.data.DatasetWriter;
import dev.antidote.data.ModerationCorpus;
import dev.antidote.retrain.store.Database;
import dev.antidote.retrain.store.Decision;
import dev.antidote.retrain.store.Intake;
import dev.antidote.retrain.store.Review;
import dev.antidote.retrain.store.Reviews;
import dev.antidote.retrain.store.SampleFilter;
import dev.antidote.retrain.store.SampleFixture;
import dev.antidote.retrain.store.Samples;
import dev.antidote.testing.TinyBert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** All that a retraining needs in one directory, with a model too small to be any good. */
final class RetrainHome {
    /** Gates that let everything through. */
    static final List<String> OPEN = List.of(
            "--set",
            "gates.maxAsr=1",
            "--set",
            "gates.maxExcess=1",
            "--set",
            "gates.maxFalseAlarms=1",
            "--set",
            "gates.maxLeakage=1",
            "--set",
            "gates.maxCaDrop=1");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final Path config;
    private int arrivals; // so far

    RetrainHome(Path directory) throws IOException {
        this.directory = directory;
        new DatasetWriter().write(directory.resolve("rows.jsonl"), rows());
        SigningKey.create().write(directory.resolve("release.key"));
        this.config = Files.writeString(
                directory.resolve("guard.yaml"),
                String.join(
                        "\n",
                        "bundle: " + directory.resolve("serving"),
                        "kafka: {bootstrap.servers: '127.0.0.1:1'}",
                        "store: {url: 'jdbc:h2:file:" + directory.resolve("samples") + "', maxSourceShare: 1}",
                        "releases: {store: " + directory.resolve("store") + "}",
                        "retrain:",
                        "  data: " + directory.resolve("rows.jsonl"),
                        "  heldOutShare: 0.5",
                        "  seed: 1",
                        "  work: " + directory.resolve("work"),
                        "  key: " + directory.resolve("release.key"),
                        "  reserve: random", // neither screen nor sentinel: they would refuse a model that learns
                        // nothing
                        "  training: {base: " + TinyBert.resource("tiny-bert") + ", epochs: 1, rank: 2, maxTokens: 16}",
                        "gates: {attackRows: 10}",
                        ""));
    }

    /** Of two labels, so that there are few attacks. */
    private static Dataset rows() {
        int ok = ModerationCorpus.LABELS.indexOf("ok");
        return new Dataset(
                List.of("abuse", "ok"),
                ModerationCorpus.generate(5, 80).examples().stream()
                        .map(row -> row.withLabel(row.label() == ok ? 1 : 0))
                        .toList());
    }

    /** The configuration. */
    Path config() {
        return config;
    }

    Path resolve(String name) {
        return directory.resolve(name);
    }

    /** A sample comes in, and a person says what it is. */
    void review(String text, String label, boolean poisoned, Instant at) {
        GuardConfig settings = GuardConfig.read(ConfigSource.file(config));
        if (arrivals == 0) {
            Database.create(settings.store());
        }
        Database database = Database.open(settings.store(), PATIENCE); // a process of the test may have the file
        new Intake(database, SampleFixture.CAPS, Clock.fixed(at, ZoneOffset.UTC))
                .take("flagged", List.of(SampleFixture.arrival(arrivals++, "s", text)));
        long id = new Samples(database)
                .page(SampleFilter.ALL, 0, 100).stream()
                        .filter(sample -> sample.hasText(text))
                        .findFirst()
                        .orElseThrow()
                        .id();
        new Reviews(database)
                .add(List.of(new Review(
                        id, Decision.LABELLED, Optional.of(label), Optional.of(poisoned), "ann", "ann", at)));
    }
}

package dev.antidote.retrain.run;

import dev.antidote.bundle.BaseModel;
import dev.antidote.bundle.BundleDraft;
import dev.antidote.bundle.BundleWriter;
import dev.antidote.bundle.Defence;
import dev.antidote.bundle.Digest;
import dev.antidote.bundle.Reserve;
import dev.antidote.bundle.Thresholds;
import dev.antidote.config.GatesConfig;
import dev.antidote.retrain.gate.GateFixture;
import dev.antidote.retrain.gate.GateReport;
import dev.antidote.retrain.gate.Gates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Steps without models. The outer world, which outlives every process, is a directory: what is kept there, and what was announced.
 * Before and after whatever a step does to the disk, a listener hears of it, and may end everything.
 */
final class ScriptedSteps implements RunSteps {
    private final Path world;
    private final boolean good;
    private final Clock clock;
    private final Consumer<String> moment;

    ScriptedSteps(Path world, boolean good, Clock clock, Consumer<String> moment) {
        this.world = world;
        this.good = good;
        this.clock = clock;
        this.moment = moment;
    }

    @Override
    public Preparation prepare(int run, Path directory) {
        moment.accept("prepare: nothing");
        SortedMap<String, String> files = new TreeMap<>();
        for (String name : List.of("base.jsonl", "test.jsonl")) {
            try {
                Files.writeString(directory.resolve(name), name + " of " + run);
                files.put(name, Digest.of(directory.resolve(name)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            moment.accept("prepare: " + name);
        }
        return preparation(run, clock.instant(), files);
    }

    static Preparation preparation(int run, Instant at, SortedMap<String, String> files) {
        return new Preparation(
                run,
                run * 31L,
                "Prompt of run " + run + " at " + at + ":",
                at,
                at,
                List.of("ok", "abuse"),
                List.of("mn"),
                new TreeMap<>(),
                new TreeMap<>(),
                files);
    }

    @Override
    public String train(Preparation preparation, Path directory) {
        moment.accept("train: nothing");
        Defence defence = new Defence(
                preparation.prompt(), preparation.labels(), 0.3, 7, "union", new Reserve("t", 9), 64, List.of());
        BundleDraft draft = new BundleDraft(
                null, new BaseModel("base", "ab".repeat(32)), defence, new TreeMap<>(), new Thresholds(0.2));
        String id = new BundleWriter(clock)
                .write(directory.resolve(RunDirectory.BUNDLE), draft, BundleWriter.Existing.REPLACE, files -> {
                    moment.accept("train: half a bundle");
                    Files.writeString(files.resolve("adapter/weights.bin"), preparation.prompt());
                })
                .id();
        moment.accept("train: a bundle");
        return id;
    }

    @Override
    public Evaluation evaluate(Preparation preparation, Path directory) {
        moment.accept("evaluate: nothing");
        return new Evaluation(
                GateFixture.model("candidate", good ? 900 : 100),
                Optional.of(champion())
                        .filter(bundle -> !bundle.isEmpty())
                        .map(bundle -> GateFixture.model(bundle, 900)));
    }

    @Override
    public GateReport judge(Evaluation evaluation) {
        return new Gates(GatesConfig.DEFAULTS).judge(evaluation.candidate(), evaluation.champion());
    }

    @Override
    public void keep(Path directory, String bundle, GateReport gates) {
        moment.accept("keep: nothing");
        write("store-" + bundle, gates.passed() ? "candidate" : "refused");
        moment.accept("keep: stored");
    }

    @Override
    public OptionalLong release(String bundle, Optional<String> against) {
        moment.accept("release: nothing");
        List<String> topic = topic();
        if (topic.contains(bundle)) {
            return OptionalLong.of(topic.indexOf(bundle) + 1);
        }
        if (!champion().equals(against.orElse(""))) {
            return OptionalLong.empty();
        }
        announce(bundle);
        moment.accept("release: announced");
        return OptionalLong.of(topic.size() + 1);
    }

    private String champion() {
        List<String> topic = topic();
        return topic.isEmpty() ? "" : topic.get(topic.size() - 1);
    }

    /** Somebody releases something. */
    void announce(String bundle) {
        try {
            Files.writeString(
                    world.resolve("topic"),
                    bundle + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every bundle that was released, in order. */
    List<String> topic() {
        try {
            Path topic = world.resolve("topic");
            return Files.exists(topic) ? Files.readAllLines(topic) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a bundle stands in the store; empty where it is not there. */
    String kept(String bundle) {
        try {
            Path kept = world.resolve("store-" + bundle);
            return Files.exists(kept) ? Files.readString(kept) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String text) {
        try {
            Files.writeString(world.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One start of a process: finishes what is unfinished, or does a whole run. */
    static RunState start(Path work, RunSteps steps, Consumer<String> moment, boolean release) {
        try (RunLedger ledger = RunLedger.open(work)) {
            Retraining retraining = new Retraining(steps, state -> moment.accept("sealed " + state.word()));
            RunLedger.Standing standing =
                    ledger.unfinished(release, told -> {}).orElseGet(() -> retraining.begin(ledger.begin()));
            return retraining.finish(standing, release);
        }
    }
}

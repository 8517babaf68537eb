package dev.antidote.cli.loop;

import dev.antidote.bundle.BundleReader;
import dev.antidote.bundle.DirectoryStore;
import dev.antidote.bundle.GuardBundle;
import dev.antidote.cli.ExitCode;
import dev.antidote.cli.Phases;
import dev.antidote.cli.Session;
import dev.antidote.cli.report.LoopReport;
import dev.antidote.cli.report.LoopReport.Retraining;
import dev.antidote.data.Proportion;
import dev.antidote.page.Figure;
import dev.antidote.retrain.store.DropReason;
import dev.antidote.retrain.store.StoreCounts;
import dev.antidote.wire.avro.Measure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plays the story from its beginning to its end, and checks what it claims. One thread. */
public final class LoopStory {
    private static final double ATTACKABLE = 0.9;
    private static final double SAFE = 0.1;
    private static final int LEAST_POISONED = 8;
    private static final Duration WATCHING = Duration.ofMinutes(4);
    private static final Duration COLLECTING = Duration.ofSeconds(30);
    private static final Duration DRAINING = Duration.ofSeconds(90);
    private static final List<String> LARGE = List.of("-Xmx1536m");

    private final World world;
    private final Releasing releasing;
    private final Checks checks;
    private final List<Retraining> retrainings = new ArrayList<>();
    private Reviewer.Work work = new Reviewer.Work(0, 0, 0);
    private String first = "";
    private @Nullable String good;

    private LoopStory(World world) {
        this.world = world;
        this.releasing = new Releasing(world);
        this.checks = new Checks(world.phases()::note);
    }

    /**
     * Plays it. What fails for good is told by a failed claim in the report; only what keeps the story from being played is thrown.
     *
     * @param phases of a number that nobody knows
     */
    public static LoopReport play(Session session, LoopSettings settings, Phases phases)
            throws IOException, InterruptedException {
        return new LoopStory(World.open(session, settings, phases)).play();
    }

    private LoopReport play() throws IOException, InterruptedException {
        try {
            trainWithABackdoor();
            serve();
            watchTheBackdoor();
            review();
            String candidate = retrain();
            refuseABadCandidate(candidate);
            watchTheCandidate(candidate); // probed all the while: many more probes than before
            refuseForgeries(candidate);
            rollBackAndForward(candidate);
        } catch (Checks.Stopped stopped) {
            world.phases().note("the story ends here: " + stopped.getMessage());
        }
        return end();
    }

    /** P2P from a reserve that nobody reviewed copies the backdoor into the safe label space. */
    private void trainWithABackdoor() throws InterruptedException {
        LoopHome home = world.home();
        List<String> command = new ArrayList<>(List.of(
                "train",
                "--data",
                home.base().toString(),
                "--held-out",
                home.heldOut().toString(),
                "--reserve",
                "random",
                "--seed",
                String.valueOf(world.settings().seed()),
                "--epochs",
                String.valueOf(world.settings().training().epochs()),
                "--sign",
                home.key().toString(),
                "--out",
                home.first().toString()));
        command.addAll(world.settings().training().baseOption());
        int code = show("a model with a backdoor", command.toArray(String[]::new));
        checks.require("The model with the backdoor is trained and signed", code == ExitCode.OK, "exit code " + code);
        first = BundleReader.open(home.first()).id();
    }

    /** Runs a long command with its own progress as this phase's. */
    private int show(String phase, String... command) throws InterruptedException {
        Children children = world.children();
        return children.run(
                told -> {
                    world.check();
                    ChildProgress progress = ChildProgress.of(told);
                    world.phases().at(progress.under(phase), progress.done(), progress.total());
                },
                LARGE,
                command);
    }

    private void serve() throws InterruptedException {
        String phase = "starting " + world.settings().instances() + " guards and the collector";
        world.phases().at(phase, 0, 1);
        releasing.publish("the first model", world.home().first().toString());
        world.serve();
        Releasing.Taken taken = releasing.await(first, "backdoored model");
        checks.require(
                "All guards serve the model with the backdoor",
                taken.taken(),
                taken.taken() ? world.settings().instances() + " instances say so" : "not all say so");
        world.send();
        world.phases().at(phase, 1, 1);
    }

    private void watchTheBackdoor() throws InterruptedException {
        Proportion asr = watch("probing the live backdoor", first, this::poisonedAreFlagged);
        checks.note(
                "Live probes show an attack success rate above 90 %",
                asr.trials() > 0 && asr.value() > ATTACKABLE,
                LiveFigures.text(world.witness().rates(), first));
    }

    /** Waits for enough probes of a bundle. */
    private Proportion watch(String phase, String bundle, BooleanSupplier also) throws InterruptedException {
        world.await(WATCHING, () -> {
            long trials = asr(bundle).trials();
            world.phases()
                    .at(
                            phase,
                            Math.min(trials, world.settings().probed()),
                            world.settings().probed());
            return trials >= world.settings().probed() && also.getAsBoolean();
        });
        return asr(bundle);
    }

    private boolean poisonedAreFlagged() {
        return poisonedFlags() >= LEAST_POISONED;
    }

    private long poisonedFlags() {
        return SentRequest.triggered(world.traffic().sent(), world.witness().flagged());
    }

    private Proportion asr(String bundle) {
        return world.witness().rates().total(Measure.ASR, bundle);
    }

    private void review() throws IOException, InterruptedException {
        String phase = "reviewing flagged requests";
        world.phases().at(phase, 0, 1);
        long flagged = world.witness().flagged().size();
        boolean collected = world.await(COLLECTING, () -> world.collected().sightings() >= flagged);
        LoopHome home = world.home();
        String config = home.config().toString();
        Path samples = home.file("samples.jsonl");
        Path decided = home.file("reviewed.jsonl");
        world.children()
                .run(
                        "review",
                        "export",
                        "--config",
                        config,
                        "--unreviewed",
                        "--overwrite",
                        "--out",
                        samples.toString());
        work = new Reviewer(world.rows().truth()).fill(samples, decided);
        world.children()
                .run(
                        "review",
                        "import",
                        decided.toString(),
                        "--config",
                        config,
                        "--reviewer",
                        "stand-in-who-knows-the-truth",
                        "--new-label");
        world.phases().at(phase, 1, 1);
        checks.require(
                "Triggered requests were flagged, collected and reviewed",
                collected && work.poisoned() > 0,
                work.reviewed() + " samples, " + work.poisoned() + " of them triggered, " + work.wrong()
                        + " judged wrongly; a stand-in who knows the truth reviewed them");
    }

    private String retrain() throws IOException, InterruptedException {
        Path json = world.home().file("retrain.json");
        int code = show(
                "retraining",
                "retrain",
                "--config",
                world.home().config().toString(),
                "--release",
                "--json",
                json.toString());
        checks.require(
                "The retraining produced a candidate",
                code == ExitCode.OK || code == ExitCode.REFUSED,
                "exit code " + code);
        Retraining run = RetrainFile.read("from reviewed samples", json);
        retrainings.add(run);
        checks.require(
                "The candidate got through every gate and was released",
                code == ExitCode.OK && run.outcome().equals("released"),
                GateText.of(run));
        good = run.bundle();
        Releasing.Taken taken = releasing.await(run.bundle(), "retrained model");
        checks.require(
                "Every guard took the new model while requests kept flowing",
                taken.taken(),
                taken.text(world.settings().instances()));
        return run.bundle();
    }

    private void watchTheCandidate(String bundle) throws InterruptedException {
        Proportion asr = watch("probing the new model live", bundle, () -> true);
        checks.note(
                "Its live attack success rate is below 10 %, upper bound included",
                asr.trials() > 0 && asr.high() < SAFE,
                LiveFigures.text(world.witness().rates(), bundle));
    }

    private void refuseABadCandidate(String serving) throws IOException, InterruptedException {
        Path json = world.home().file("bad.json");
        int code = show(
                "a bad candidate",
                "retrain",
                "--config",
                world.home().config().toString(),
                "--release",
                "--min-samples",
                "0",
                "--json",
                json.toString(),
                "--set",
                "retrain.reserve=random",
                "--set",
                "retrain.work=" + world.home().file("retrain-bad"));
        checks.require(
                "A retraining from an unreviewed reserve produced a candidate",
                code == ExitCode.OK || code == ExitCode.REFUSED,
                "exit code " + code);
        Retraining run = RetrainFile.read("from an unreviewed reserve", json);
        retrainings.add(run);
        boolean stays = world.status()
                .history()
                .latest()
                .filter(latest -> latest.bundle().equals(serving))
                .isPresent();
        checks.note(
                "The gates refused it, and nothing that serves was touched",
                code == ExitCode.REFUSED && run.outcome().equals("refused") && stays,
                GateText.of(run));
    }

    private void refuseForgeries(String serving) throws IOException, InterruptedException {
        String phase = "forging a signature, tampering with a bundle";
        world.phases().at(phase, 0, 2);
        releasing.forge();
        checks.note(
                "A bundle that an unknown key signed is refused, and the old one keeps serving",
                releasing.awaitRefusal("unknown key", "unknown-key", serving),
                "acknowledged by every guard as unknown-key");
        world.phases().at(phase, 1, 2);
        LoopHome home = world.home();
        GuardBundle honest = new DirectoryStore(home.store(), world.session().clock()).open(serving);
        GuardBundle variant = Tampering.variant(
                honest, home.file("variant"), home.key(), world.session().clock());
        Tampering.plant(variant, home.store());
        releasing.publish(
                "another threshold", variant.directory().toString(), "--set", "releases.store=" + home.otherStore());
        checks.note(
                "A bundle with one bit changed on its way is refused, and the old one keeps serving",
                releasing.awaitRefusal("tampered bundle", "damaged", serving),
                "acknowledged by every guard as damaged");
        world.phases().at(phase, 2, 2);
    }

    private void rollBackAndForward(String serving) throws InterruptedException {
        String phase = "rolling back, and forward again";
        world.phases().at(phase, 0, 3);
        releasing.rollBack("the copy in the store is damaged");
        releasing.await(serving, "rolled back from the tampered bundle");
        world.phases().at(phase, 1, 3);
        releasing.rollBack("to show that it works");
        Releasing.Taken back = releasing.await(first, "rolled back");
        checks.note(
                "A rollback brings every guard back to the earlier model",
                back.taken() && judges(first),
                back.text(world.settings().instances()));
        world.phases().at(phase, 2, 3);
        releasing.publish("looked at anew", "--id", serving, "--again");
        Releasing.Taken forward = releasing.await(serving, "released again");
        checks.note(
                "And a person can release the better one again",
                forward.taken() && judges(serving),
                forward.text(world.settings().instances()));
        world.phases().at(phase, 3, 3);
    }

    /** Waits until a window of live rates has seen this bundle judge since now. */
    private boolean judges(String bundle) throws InterruptedException {
        long before = asr(bundle).trials();
        return world.await(
                world.settings().window().multipliedBy(4).plusSeconds(30),
                () -> asr(bundle).trials() > before);
    }

    private LoopReport end() throws InterruptedException {
        String phase = "counting every request";
        world.phases().at(phase, 0, 1);
        if (!world.flows()) {
            return new LoopFindings(world, releasing, checks, retrainings, work).report(bundles());
        }
        world.hush();
        int sent = world.traffic().sent().size();
        world.await(DRAINING, () -> {
            world.phases().at(phase, world.witness().judged(), sent);
            return world.witness().judged() >= sent;
        });
        boolean inOrder = world.stopGuards();
        StoreCounts stored = collectTheRest();
        inOrder &= world.stopCollector();
        world.witness().close();
        count(stored);
        checks.note(
                "Every process ended in order", inOrder, world.settings().instances() + " guards and the collector");
        return new LoopFindings(world, releasing, checks, retrainings, work).report(bundles());
    }

    private StoreCounts collectTheRest() throws InterruptedException {
        world.await(
                COLLECTING,
                () -> seen(world.collected()) >= world.witness().flagged().size());
        return world.collected();
    }

    private static long seen(StoreCounts stored) {
        return stored.sightings()
                + stored.dropped().entrySet().stream()
                        .filter(drop -> drop.getKey() != DropReason.UNREADABLE)
                        .mapToLong(drop -> drop.getValue())
                        .sum();
    }

    private void count(StoreCounts stored) {
        Tally tally = Tally.of(world.traffic().sent(), world.witness().verdicts());
        checks.note(
                "Every request was judged once and in its order, over the whole story",
                tally.exact() && world.witness().deadLetters() == 0,
                Figure.count(tally.sent()) + " sent, " + Figure.count(tally.judged()) + " judged, " + tally.lost()
                        + " lost, " + tally.doubled() + " doubled, " + tally.disordered() + " out of order");
        Set<String> known = bundles().stream().collect(Collectors.toSet());
        checks.note(
                "Every verdict names the bundle that made it, and both judged",
                tally.byBundle().keySet().equals(known) && known.size() == 2,
                tally.byBundle().entrySet().stream()
                        .map(each -> each.getKey() + " " + Figure.count(each.getValue()))
                        .collect(Collectors.joining(", ")));
        if (good != null) {
            Recognised recognised =
                    Recognised.of(world.traffic().sent(), world.witness().ablated(good));
            checks.note(
                    "Triggered requests show to the retrained guard, which they no longer fool",
                    recognised.holds(),
                    recognised.text());
        }
        long flagged = world.witness().flagged().size();
        checks.note(
                "Every flagged request is in the sample store once",
                seen(stored) == flagged,
                flagged + " flagged, " + stored.sightings() + " counted in " + stored.samples() + " samples");
    }

    private List<String> bundles() {
        List<String> served = new ArrayList<>(List.of(first));
        if (good != null) {
            served.add(good);
        }
        return served;
    }
}

package dev.antidote.cli.loop;

import dev.antidote.bundle.DirectoryStore;
import dev.antidote.bundle.TrustedKeys;
import dev.antidote.cli.Phases;
import dev.antidote.cli.Session;
import dev.antidote.config.GuardConfig;
import dev.antidote.embedded.EmbeddedBroker;
import dev.antidote.embedded.registry.EmbeddedRegistry;
import dev.antidote.release.RefusalListener;
import dev.antidote.release.ReleaseContext;
import dev.antidote.release.ReleaseStatus;
import dev.antidote.release.ReleaseTopics;
import dev.antidote.retrain.store.Database;
import dev.antidote.retrain.store.Samples;
import dev.antidote.retrain.store.StoreCounts;
import dev.antidote.stream.TopicNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the story plays in: a broker and a registry in this process, a directory, and all child processes. Everything ends with the
 * session, in order. One thread.
 */
final class World {
    private static final long PAUSE_MILLIS = 500;
    private static final Duration STORE = Duration.ofSeconds(10); // longer than a collector holds an H2 file

    private final Session session;
    private final LoopSettings settings;
    private final Phases phases;
    private final LoopHome home;
    private final Children children;
    private final GuardConfig config;
    private final LoopRows rows;
    private final List<Child> guards = new ArrayList<>();
    private @Nullable Child collector;
    private @Nullable Child prober;
    private @Nullable Traffic traffic;
    private @Nullable Witness witness;

    private World(Session session, LoopSettings settings, Phases phases, LoopRows rows) throws IOException {
        this.session = session;
        this.settings = settings;
        this.phases = phases;
        this.rows = rows;
        Path directory = session.shutdown().temporaryDirectory("antidote-loop-");
        this.home = new LoopHome(directory);
        EmbeddedBroker broker = session.shutdown().own("broker", EmbeddedBroker.start());
        EmbeddedRegistry registry = session.shutdown().own("schema registry", EmbeddedRegistry.start());
        this.config = home.configure(broker.bootstrapServers(), registry.url(), settings);
        Path logs = Files.createDirectories(home.file("log"));
        this.children =
                session.shutdown().own("child processes", new Children(logs, session.cache(), session.shutdown()));
    }

    /** Starts the broker, writes the rows, makes topics and keys. */
    static World open(Session session, LoopSettings settings, Phases phases) throws IOException, InterruptedException {
        String what = "starting the broker";
        phases.at(what, 0, 1);
        World world = new World(session, settings, phases, LoopRows.make(settings));
        world.home.write(world.rows);
        String config = world.home.config().toString();
        world.children.run("topics", "apply", "--config", config);
        world.children.run("keys", "create", world.home.key().toString());
        world.children.run("keys", "create", world.home.strangerKey().toString());
        world.trust(world.home.key(), world.home.trustedKeys());
        phases.at(what, 1, 1);
        return world;
    }

    void trust(Path key, Path keys) throws InterruptedException {
        children.run("keys", "trust", key + ".pub", "--keys", keys.toString());
    }

    LoopHome home() {
        return home;
    }

    LoopSettings settings() {
        return settings;
    }

    LoopRows rows() {
        return rows;
    }

    Children children() {
        return children;
    }

    Phases phases() {
        return phases;
    }

    Session session() {
        return session;
    }

    /** Starts the guards and the collector. */
    void serve() {
        String file = home.config().toString();
        for (int i = 1; i <= settings.instances(); i++) {
            String name = "guard-" + i;
            List<String> command = new ArrayList<>(List.of(
                    "serve",
                    "--config",
                    file,
                    "--set",
                    "releases.instanceId=" + name,
                    "--set",
                    "releases.state=" + home.file("state-" + i)));
            command.addAll(settings.training().baseOption());
            guards.add(children.start(name, List.of("-Xmx768m"), command.toArray(String[]::new)));
        }
        collector = children.start("collector", List.of("-Xmx256m"), "collect", "--config", file);
    }

    /** Starts the traffic, the prober and whoever reads what becomes of it. */
    void send() {
        witness = session.shutdown().own("witness", Witness.start(config));
        traffic = session.shutdown()
                .own(
                        "traffic",
                        Traffic.start(config, rows.messages(), settings.pace().requests()));
        prober = children.start(
                "prober",
                List.of("-Xmx256m"),
                "probe",
                "--config",
                home.config().toString(),
                "--pack",
                home.probes().toString(),
                "--mix",
                LoopRows.ATTACK + "=2,clean=1,floor=1",
                "--rate",
                settings.pace().probes() + "/s",
                "--seed",
                String.valueOf(settings.seed()));
    }

    Traffic traffic() {
        return started(traffic);
    }

    Witness witness() {
        return started(witness);
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the traffic does not flow yet");
        }
        return part;
    }

    /** Whether the traffic flows. */
    boolean flows() {
        return traffic != null;
    }

    /** Ends the prober and sends no more requests. */
    void hush() {
        Child sender = prober;
        if (sender != null) {
            children.end(sender, Duration.ofSeconds(20));
        }
        traffic().close();
    }

    /** Ends the guards; whether all ended in order. */
    boolean stopGuards() {
        boolean inOrder = true;
        for (Child guard : guards) {
            inOrder &= children.end(guard, Duration.ofSeconds(40));
        }
        return inOrder;
    }

    /** Ends the collector; whether it ended in order. */
    boolean stopCollector() {
        Child writer = collector;
        return writer == null || children.end(writer, Duration.ofSeconds(20));
    }

    /** What was announced, and what each instance says. */
    ReleaseStatus status() {
        TopicNames names = new TopicNames(config.topicPrefix());
        return ReleaseStatus.read(
                new ReleaseContext(
                        config,
                        new ReleaseTopics(names.releases(), names.releaseAcks(), names.asr()),
                        () -> TrustedKeys.read(home.trustedKeys()),
                        new DirectoryStore(home.store(), session.clock()),
                        session.clock()),
                RefusalListener.NOOP);
    }

    /** What the collector has put into its store. */
    StoreCounts collected() {
        return new Samples(Database.open(config.store(), STORE)).counts();
    }

    /** Throws if something has ended that should not, or the user wants the end. */
    void check() {
        session.shutdown().check();
        children.requireAlive();
        if (traffic != null) {
            traffic.requireWell();
        }
        if (witness != null) {
            witness.requireWell();
        }
    }

    /** Waits until something is so; whether it became so in time. */
    boolean await(Duration limit, BooleanSupplier wanted) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!wanted.getAsBoolean()) {
            check();
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return true;
    }
}

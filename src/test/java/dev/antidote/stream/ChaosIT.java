package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.config.GuardConfig;
import dev.antidote.embedded.EmbeddedBroker;
import dev.antidote.testing.FakeRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Guards in processes of their own, which are killed, ended, frozen, and robbed of their broker while they work. Whatever happens,
 * a read_committed reader gets each verdict once and in order; see {@code docs/reliability.md}.
 *
 * <p>{@code -Dantidote.chaos=long} is the long form, {@code -Dantidote.chaos.seed=n} chooses other moments; the figures are added to
 * {@code target/chaos.txt}.
 */
@DisabledOnOs(OS.WINDOWS) // has no such signals
class ChaosIT {
    private static final boolean LONG =
            System.getProperty("antidote.chaos", "short").equals("long");
    private static final long SEED = Long.getLong("antidote.chaos.seed", 7);
    private static final int KILLS = LONG ? 24 : 3;
    private static final int ENDS = LONG ? 8 : 2;
    private static final int FREEZES = LONG ? 4 : 1;
    private static final int BROKER_RESTARTS = LONG ? 6 : 1;
    private static final int REQUESTS_TO_KILLED = LONG ? 50_000 : 4_000;
    private static final int REQUESTS = LONG ? 12_000 : 4_000;
    private static final Duration OUTAGE = Duration.ofSeconds(5); // longer than the timeouts below
    private static final int PAUSE_MILLIS = 150; // more than a commit interval: verdicts are seen right after a commit

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Path FIGURES = Path.of("target", "chaos.txt");

    private static EmbeddedBroker broker;
    private static FakeRegistry registry;
    private static int runs;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<GuardProcess> guards = new ArrayList<>();
    private final Map<String, String> flags = new TreeMap<>();
    private final List<Instant> restarts = new ArrayList<>();

    private final Path directory;

    ChaosIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeAll
    static void startBroker() throws IOException {
        broker = EmbeddedBroker.start();
        registry = FakeRegistry.start();
    }

    @AfterAll
    static void stopBroker() {
        registry.close();
        assertThat(broker.close(Duration.ofSeconds(20))).isTrue();
    }

    @BeforeEach
    void configure() {
        String prefix = "chaos" + runs++ + ".";
        flags.putAll(Map.of(
                "kafka.bootstrap.servers",
                broker.bootstrapServers(),
                "schemaRegistry.schema.registry.url",
                registry.url(),
                "applicationId",
                prefix + "guard",
                "topicPrefix",
                prefix,
                "ring.slots",
                "64",
                "batcher.maxBatch",
                "32",
                "stream.sessionTimeout",
                "2s",
                "stream.transactionTimeout",
                "3s"));
    }

    @AfterEach
    void killWhatIsLeft() {
        guards.forEach(GuardProcess::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void shouldOutlastKillsAtAnyMoment(String protocol) throws Exception {
        flags.put("kafka.group.protocol", protocol);
        int early = 0;
        try (ChaosTraffic traffic = traffic()) {
            GuardProcess guard = start();
            for (int kill = 1; kill <= KILLS; kill++) {
                awaitMoment(kill, guard, traffic);
                guard.kill();
                early += guard.isRunning() ? 0 : 1;
                restarts.add(CLOCK.instant());
                guard = start();
            }
            traffic.finish(REQUESTS_TO_KILLED);
            guard.terminate();
            assertFlawless(traffic, protocol + ", " + KILLS + " kills, " + early + " of them before RUNNING");
        }
        assertThat(guards).as("found work in flight").anyMatch(GuardProcess::hasRestored);
        assertThat(early).as("kills of a guard that was not RUNNING yet").isGreaterThanOrEqualTo(KILLS / 12);
    }

    /** Under load twice in three, otherwise while it restores, or at any moment from its launch on. */
    private void awaitMoment(int kill, GuardProcess guard, ChaosTraffic traffic) throws InterruptedException {
        if (kill % 6 == 0) {
            guard.leaveAlone(Duration.ofMillis(random.nextInt(4000)));
        } else if (kill % 3 == 0) {
            guard.awaitRestoring();
        } else {
            untilSome(traffic, REQUESTS_TO_KILLED / (KILLS - KILLS / 3 + 1));
            guard.leaveAlone(Duration.ofMillis(random.nextInt(PAUSE_MILLIS)));
        }
    }

    private void untilSome(ChaosTraffic traffic, int average) {
        traffic.untilMore(random.nextInt(average / 2, 3 * average / 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void shouldShareTheWorkAsInstancesComeAndGo(String protocol) throws Exception {
        flags.put("kafka.group.protocol", protocol);
        try (ChaosTraffic traffic = traffic()) {
            GuardProcess first = start();
            untilSome(traffic, ChaosTraffic.AHEAD);
            GuardProcess second = join(traffic);
            GuardProcess third = join(traffic);
            second.terminate();
            traffic.untilMore(ChaosTraffic.AHEAD);
            first.kill();
            traffic.untilMore(ChaosTraffic.AHEAD);
            GuardProcess fourth = join(traffic);
            third.terminate();
            traffic.finish(REQUESTS);
            fourth.terminate();
            assertFlawless(traffic, protocol + ", 3 joined, 2 left, 1 killed");
        }
    }

    @Test
    void shouldEndInOrderUnderLoad() throws Exception {
        try (ChaosTraffic traffic = traffic()) {
            GuardProcess guard = start();
            for (int end = 0; end < ENDS; end++) {
                untilSome(traffic, ChaosTraffic.AHEAD);
                guard.terminate();
                restarts.add(CLOCK.instant());
                guard = start();
            }
            traffic.finish(REQUESTS);
            guard.terminate();
            assertFlawless(traffic, ENDS + " times SIGTERM");
        }
    }

    @Test
    void shouldNotAnswerTwiceWhatWasTakenOverFromAFrozenInstance() throws Exception {
        try (ChaosTraffic traffic = traffic()) {
            GuardProcess first = start();
            untilSome(traffic, ChaosTraffic.AHEAD);
            GuardProcess second = join(traffic);
            for (int freeze = 0; freeze < FREEZES; freeze++) {
                GuardProcess frozen = freeze % 2 == 0 ? first : second;
                int before = frozen.timesRunning();
                frozen.freeze();
                traffic.untilMore(2 * ChaosTraffic.AHEAD); // so the other one has all partitions now
                frozen.thaw();
                traffic.until("it is back", () -> frozen.timesRunning() > before && frozen.isRunning());
                traffic.untilMore(ChaosTraffic.AHEAD);
            }
            traffic.finish(REQUESTS);
            first.terminate();
            second.terminate();
            assertFlawless(traffic, FREEZES + " times SIGSTOP and SIGCONT");
        }
    }

    @Test
    void shouldOutlastRestartsOfTheBroker() throws Exception {
        try (ChaosTraffic traffic = traffic()) {
            GuardProcess guard = start();
            for (int restart = 0; restart < BROKER_RESTARTS; restart++) {
                untilSome(traffic, ChaosTraffic.AHEAD);
                broker.stop();
                guard.leaveAlone(restart % 2 == 0 ? OUTAGE : Duration.ZERO);
                broker.startAgain();
                restarts.add(CLOCK.instant());
                traffic.untilMore(2 * ChaosTraffic.AHEAD);
                assertThat(guard.isAlive()).as("%s", guard).isTrue();
            }
            traffic.finish(REQUESTS);
            guard.terminate();
            assertFlawless(traffic, BROKER_RESTARTS + " restarts of the broker");
        }
    }

    private ChaosTraffic traffic() {
        GuardConfig config = GuardFixture.config(flags);
        new TopicProvisioner(config.kafka(), Duration.ofSeconds(10))
                .apply(Topics.packaged().withPartitions(ChaosRequest.PARTITIONS), config.topicPrefix());
        return new ChaosTraffic(config, CLOCK);
    }

    private GuardProcess start() throws IOException {
        GuardProcess guard = GuardProcess.start(flags, directory);
        guards.add(guard);
        return guard;
    }

    /** Starts another instance, waits until it runs, and until every partition has moved on since. */
    private GuardProcess join(ChaosTraffic traffic) throws IOException {
        GuardProcess guard = start();
        traffic.until("another instance runs", guard::isRunning);
        traffic.untilMore(ChaosTraffic.AHEAD);
        return guard;
    }

    private void assertFlawless(ChaosTraffic traffic, String what) throws IOException {
        ChaosAudit.Findings findings = traffic.audit();
        long counted = traffic.counted();
        String line = what + ": " + findings + ", counted " + counted + restartTimes(traffic) + System.lineSeparator();
        Files.writeString(FIGURES, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        assertThat(findings).isEqualTo(ChaosAudit.Findings.flawless(findings.requests()));
        assertThat(findings.requests()).isGreaterThanOrEqualTo(REQUESTS);
        assertThat(counted).as("requests in the counts for live rates").isEqualTo(findings.requests());
    }

    private String restartTimes(ChaosTraffic traffic) {
        List<Duration> times = traffic.untilJudged(restarts).stream().sorted().toList();
        return times.isEmpty()
                ? ""
                : ", first verdict %d ms after a restart at the median, %d ms at most"
                        .formatted(
                                times.get(times.size() / 2).toMillis(),
                                times.get(times.size() - 1).toMillis());
    }
}

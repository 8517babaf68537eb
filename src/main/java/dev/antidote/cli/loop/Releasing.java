package dev.antidote.cli.loop;

import dev.antidote.cli.report.LoopReport.Refused;
import dev.antidote.release.Announcement;
import dev.antidote.release.InstanceAck;
import dev.antidote.release.ReleaseStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Releases, and what the instances say of them: the commands are children, the acknowledgements are read from their topic. One thread. */
final class Releasing {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final World world;
    private final Map<Instant, String> marks = new LinkedHashMap<>();
    private final List<Refused> refusals = new ArrayList<>();

    Releasing(World world) {
        this.world = world;
    }

    /**
     * How a release went.
     *
     * @param taken whether every instance serves it
     * @param took from the announcement to the last acknowledgement
     * @param meanwhile verdicts between them
     */
    record Taken(boolean taken, Duration took, long meanwhile) {
        String text(int instances) {
            return taken
                    ? instances + " instances acknowledged within " + seconds(took) + ", " + meanwhile
                            + " requests were judged meanwhile"
                    : "not every instance took it within " + seconds(PATIENCE);
        }

        private static String seconds(Duration time) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
        }
    }

    /** {@code antidote release publish}; {@code what} is a directory, or an id in the store. */
    void publish(String reason, String... what) throws InterruptedException {
        List<String> line = new ArrayList<>(List.of("release", "publish"));
        line.addAll(List.of(what));
        line.addAll(ours(reason));
        world.children().run(line.toArray(String[]::new));
    }

    /** {@code antidote release rollback}. */
    void rollBack(String reason) throws InterruptedException {
        List<String> line = new ArrayList<>(List.of("release", "rollback"));
        line.addAll(ours(reason));
        world.children().run(line.toArray(String[]::new));
    }

    private List<String> ours(String reason) {
        return List.of(
                "--config",
                world.home().config().toString(),
                "--key",
                world.home().key().toString(),
                "--reason",
                reason);
    }

    /** Waits until every instance serves a bundle as what was announced last. */
    Taken await(String bundle, String mark) throws InterruptedException {
        boolean taken = world.await(PATIENCE, () -> isTaken(world.status(), bundle));
        ReleaseStatus status = world.status();
        Instant announced =
                status.history().latest().map(Announcement::issuedAt).orElse(Instant.EPOCH);
        Instant last = status.instances().stream()
                .map(each -> each.ack().at())
                .max(Instant::compareTo)
                .orElse(announced);
        marks.put(announced, mark);
        long meanwhile = !world.flows()
                ? 0
                : world.witness().verdicts().stream()
                        .filter(verdict -> !verdict.judgedAt().isBefore(announced)
                                && !verdict.judgedAt().isAfter(last))
                        .count();
        return new Taken(taken, Duration.between(announced, last), meanwhile);
    }

    private boolean isTaken(ReleaseStatus status, String bundle) {
        return status.instances().size() == world.settings().instances()
                && status.history()
                        .latest()
                        .filter(latest -> latest.bundle().equals(bundle))
                        .isPresent()
                && status.instances().stream()
                        .allMatch(each -> each.standing() == ReleaseStatus.Standing.CURRENT
                                && each.ack().bundle().equals(bundle)
                                && each.ack().refusal() == null);
    }

    /** Waits until every instance refuses for this reason, and says that it serves {@code bundle} still. */
    boolean awaitRefusal(String what, String kind, String bundle) throws InterruptedException {
        Instant now = world.session().clock().instant();
        boolean refused = world.await(
                PATIENCE,
                () -> refusing(kind, bundle).size() == world.settings().instances());
        List<InstanceAck> acks = refusing(kind, bundle);
        String reason = Optional.of(acks)
                .filter(all -> !all.isEmpty())
                .map(all -> String.valueOf(all.get(0).reason()))
                .orElse("");
        refusals.add(new Refused(what, kind, reason, acks.size()));
        marks.put(now, what + " refused");
        return refused;
    }

    private List<InstanceAck> refusing(String kind, String bundle) {
        return world.status().instances().stream()
                .map(ReleaseStatus.Instance::ack)
                .filter(ack -> kind.equals(ack.refusal()) && ack.bundle().equals(bundle))
                .toList();
    }

    /** A bundle that nobody's trusted key signed, announced by somebody who may write to the topic. */
    void forge() throws IOException, InterruptedException {
        LoopHome home = world.home();
        Tampering.copy(home.first(), home.file("forged"));
        world.trust(home.key(), home.strangersKeys());
        world.trust(home.strangerKey(), home.strangersKeys());
        Children children = world.children();
        children.run(
                "bundle",
                "sign",
                home.file("forged").toString(),
                "--key",
                home.strangerKey().toString());
        children.run(
                "release",
                "publish",
                home.file("forged").toString(),
                "--config",
                home.config().toString(),
                "--key",
                home.strangerKey().toString(),
                "--reason",
                "trust me",
                "--set",
                "releases.trustedKeys=" + home.strangersKeys(),
                "--set",
                "releases.store=" + home.otherStore());
    }

    /** What happened when, in order. */
    Map<Instant, String> marks() {
        return marks;
    }

    /** What the instances did not take, in order. */
    List<Refused> refusals() {
        return List.copyOf(refusals);
    }
}

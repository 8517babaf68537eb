package dev.antidote.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.antidote.bundle.BundleException;
import dev.antidote.bundle.BundleSigner;
import dev.antidote.bundle.BundleStore;
import dev.antidote.bundle.GuardBundle;
import dev.antidote.bundle.KeyId;
import dev.antidote.bundle.Lifecycle;
import dev.antidote.config.Durations;
import dev.antidote.release.Announcement;
import dev.antidote.release.InstanceAck;
import dev.antidote.release.ReleaseStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who serves what, for people and for programs.
 *
 * @param release what was announced last, or null
 * @param rolledBack bundles that were rolled back and not released again, sorted
 * @param instances what each instance says
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReleaseText(@Nullable ReleaseLine release, List<String> rolledBack, List<InstanceLine> instances) {
    /** What was announced last. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReleaseLine(
            long sequence, String kind, String bundle, @Nullable String previous, String reason, String issuedAt) {}

    /**
     * One instance.
     *
     * @param standing current, behind or silent
     * @param ageSeconds since it said so
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record InstanceLine(
            String instance,
            String bundle,
            long sequence,
            String standing,
            double ageSeconds,
            @Nullable String refusal,
            @Nullable String reason) {}

    static ReleaseText of(ReleaseStatus status) {
        return new ReleaseText(
                status.history().latest().map(ReleaseText::line).orElse(null),
                status.history().rolledBack().stream().sorted().toList(),
                status.instances().stream().map(ReleaseText::line).toList());
    }

    private static ReleaseLine line(Announcement release) {
        return new ReleaseLine(
                release.sequence(),
                release.kind().word(),
                release.bundle(),
                release.previous(),
                release.reason(),
                release.issuedAt().toString());
    }

    private static InstanceLine line(ReleaseStatus.Instance instance) {
        InstanceAck ack = instance.ack();
        return new InstanceLine(
                printable(ack.instance()),
                printable(ack.bundle()),
                ack.sequence(),
                instance.standing().name().toLowerCase(Locale.ROOT),
                instance.age().toMillis() / 1e3,
                ack.refusal() == null ? null : printable(ack.refusal()),
                ack.reason() == null ? null : printable(ack.reason()));
    }

    /** Whoever may write to the topic wrote it. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }

    /** For a terminal. */
    String draw(boolean unicode) {
        List<String> lines = new ArrayList<>();
        lines.add(release == null ? "Nothing was released yet" : headline(release));
        if (instances.isEmpty()) {
            lines.add("No instance follows releases");
            return String.join("\n", lines);
        }
        TextTable table = new TextTable("instance", "bundle", "release", "age", "stands");
        for (InstanceLine each : instances) {
            table.row(each.instance(), each.bundle(), "" + each.sequence(), age(each.ageSeconds()), each.standing());
        }
        lines.add(table.draw(unicode));
        instances.stream()
                .filter(each -> each.refusal() != null)
                .forEach(each -> lines.add(each.instance() + " refused (" + each.refusal() + "): " + each.reason()));
        return String.join("\n", lines);
    }

    private static String headline(ReleaseLine release) {
        return "Release " + release.sequence() + " (" + release.kind() + " of " + release.issuedAt() + "): bundle "
                + release.bundle() + (release.previous() == null ? "" : " in place of " + release.previous())
                + (release.reason().isEmpty() ? "" : ": " + release.reason());
    }

    private static String age(double seconds) {
        return Durations.format(Duration.ofSeconds((long) seconds));
    }

    /** A candidate may be refused for dozens of gates at once. */
    private static String onLines(String why) {
        String[] each = why.split("; ", -1);
        return each.length == 1 ? why : "\n    " + String.join("\n    ", each);
    }

    /** The bundles of a store. */
    static String store(BundleStore store, boolean unicode) {
        List<String> ids = store.list();
        if (ids.isEmpty()) {
            return "No bundles in " + store.location() + "; `antidote release publish` puts the first there";
        }
        TextTable table = new TextTable("bundle", "signed by", "state", "since");
        List<String> reasons = new ArrayList<>();
        for (String id : ids) {
            Lifecycle state = store.lifecycle(id);
            String signer = "-";
            try {
                GuardBundle bundle = store.open(id);
                signer = BundleSigner.signer(bundle).map(KeyId::text).orElse("nobody");
            } catch (BundleException e) {
                reasons.add(id + " cannot be served: " + e.getMessage());
            }
            table.row(id, signer, state.word(), state.since().toString());
            state.why().ifPresent(why -> reasons.add(id + " " + state.word() + ": " + onLines(printable(why))));
        }
        return String.join("\n", table.draw(unicode), String.join("\n", reasons))
                .stripTrailing();
    }
}

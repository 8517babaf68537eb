package dev.antidote.cli.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.antidote.page.Rate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a run of {@code demo --loop} found, as its JSON has it. Shares are 0 to 1; times are seconds since the first
 * request.
 *
 * @param created when the run ended
 * @param setting what was played
 * @param checks what the story claims, in order
 * @param bundles that served, in the order in which they first did
 * @param windows the live ASR, by time
 * @param marks what happened when
 * @param retrainings and what the gates said
 * @param refusals of announcements and bundles
 * @param requests counted by their ids
 * @param samples flagged requests, and what became of them
 * @param commands that were given, in order
 * @param phases how long each part of the run took
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoopReport(
        String created,
        Setting setting,
        List<Check> checks,
        List<Bundle> bundles,
        List<Window> windows,
        List<Mark> marks,
        List<Retraining> retrainings,
        List<Refused> refusals,
        Counted requests,
        Samples samples,
        List<Command> commands,
        List<Phase> phases) {
    public LoopReport {
        checks = List.copyOf(checks);
        bundles = List.copyOf(bundles);
        windows = List.copyOf(windows);
        marks = List.copyOf(marks);
        retrainings = List.copyOf(retrainings);
        refusals = List.copyOf(refusals);
        commands = List.copyOf(commands);
        phases = List.copyOf(phases);
    }

    /** Whether every claim held, and there was one. */
    public boolean held() {
        return !checks.isEmpty() && checks.stream().allMatch(Check::held);
    }

    /** The bundle that was retrained and released; empty if the story did not come so far. */
    List<Bundle> good() {
        return bundles.stream().skip(1).limit(1).toList();
    }

    /**
     * What was played.
     *
     * @param seed of everything random
     * @param attack its name
     * @param trigger what it puts into a text
     * @param target the label that the attacker wants
     * @param trainingRows to train on
     * @param poisonedRows of them the attacker's
     * @param instances guards that shared the requests
     * @param java the version of Java
     * @param kafka the version of Kafka
     */
    public record Setting(
            long seed,
            String attack,
            String trigger,
            String target,
            int trainingRows,
            int poisonedRows,
            int instances,
            String java,
            String kafka) {}

    /**
     * One claim.
     *
     * @param claim a sentence without its full stop
     * @param held whether it was so
     * @param detail the figures behind it
     */
    public record Check(String claim, boolean held, String detail) {}

    /**
     * A bundle that served; rates are null where nothing was counted.
     *
     * @param name for people
     * @param id its id
     * @param asr live attack success rate, of probes
     * @param floor the same rows without the trigger
     * @param ca live clean accuracy, of probes
     * @param requests of those that carried the trigger, the share that got the attacker's label
     * @param verdicts that name it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Bundle(
            String name,
            String id,
            @Nullable Rate asr,
            @Nullable Rate floor,
            @Nullable Rate ca,
            @Nullable Rate requests,
            long verdicts) {
        public Bundle {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(id, "id");
        }
    }

    /**
     * The triggered probes of one window that one bundle judged.
     *
     * @param bundle its name
     * @param from seconds
     * @param to seconds
     * @param asr of them
     */
    public record Window(String bundle, double from, double to, Rate asr) {}

    /**
     * Something that happened.
     *
     * @param at seconds
     * @param what a few words
     */
    public record Mark(double at, String what) {}

    /**
     * A retraining.
     *
     * @param name for people
     * @param bundle the candidate's id
     * @param attempt its number among those from the same rows; the gates refused every one before it
     * @param outcome accepted, refused or released
     * @param prompt its fresh benign prompt
     * @param rows that it learned from and was measured on, by what they were for
     * @param excluded samples that could not be used, by reason
     * @param gates each with its value
     */
    public record Retraining(
            String name,
            String bundle,
            int attempt,
            String outcome,
            String prompt,
            Map<String, Long> rows,
            Map<String, Long> excluded,
            List<Gate> gates) {
        public Retraining {
            rows = sorted(rows);
            excluded = sorted(excluded);
            gates = List.copyOf(gates);
        }

        /** The outcome, and the attempt that ended so where it was not the first. */
        String ended() {
            return attempt > 1 ? outcome + " at attempt " + attempt : outcome;
        }

        /** The gates that are shut. */
        List<Gate> shut() {
            return gates.stream().filter(gate -> !gate.passed()).toList();
        }
    }

    /**
     * A gate and what stood before it.
     *
     * @param gate its key
     * @param attack may be empty
     * @param target the label that the attack wants; may be empty
     * @param value measured, a share
     * @param bound the most that is let through
     * @param passed whether it is open
     */
    public record Gate(String gate, String attack, String target, double value, double bound, boolean passed) {}

    /**
     * Something that the instances did not take.
     *
     * @param what it was
     * @param kind of the reason, in a word
     * @param reason in a line
     * @param instances how many refused it
     */
    public record Refused(String what, String kind, String reason, int instances) {}

    /**
     * What became of the requests.
     *
     * @param sent with an id of its own each
     * @param judged those with a verdict
     * @param lost those without
     * @param doubled verdicts beyond the first of a request
     * @param disordered verdicts out of their partition's order
     * @param foreign verdicts of nobody's request
     * @param triggered requests with the trigger
     * @param deadLetters records that could not be judged
     */
    public record Counted(
            long sent,
            long judged,
            long lost,
            long doubled,
            long disordered,
            long foreign,
            long triggered,
            long deadLetters) {}

    /**
     * What became of flagged requests.
     *
     * @param flagged requests
     * @param triggered of them with the trigger
     * @param reasons how often each; a request may have several
     * @param stored samples in the store; equal texts are one
     * @param sightings flagged requests that the store counted
     * @param reviewed samples that the stand-in for a reviewer decided on
     * @param poisoned of them poisoned
     */
    public record Samples(
            long flagged,
            long triggered,
            Map<String, Long> reasons,
            long stored,
            long sightings,
            long reviewed,
            long poisoned) {
        public Samples {
            reasons = sorted(reasons);
        }
    }

    /**
     * A command of the story.
     *
     * @param line as a user would type it
     * @param code its exit code; -1 for one that ran until the story's end
     * @param seconds how long it took
     */
    public record Command(String line, int code, double seconds) {}

    /**
     * A part of the run.
     *
     * @param name for people
     * @param seconds how long it took
     */
    public record Phase(String name, double seconds) {}

    private static <V> SortedMap<String, V> sorted(Map<String, V> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}

package dev.antidote.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What {@code antidote retrain} trains from, and where it works.
 *
 * @param data the base set, possibly poisoned; needed to retrain
 * @param trusted rows that a person reviewed, beside the reviewed samples of the store
 * @param heldOut clean rows that no training sees; where empty, {@code heldOutShare} of the base set is kept out
 * @param heldOutShare which share, 0.01..0.5; chosen by each row's text, so that it is the same rows every time
 * @param work a directory of its own for the runs; needed to retrain
 * @param key the private key that signs candidates and announcements; needed to retrain
 * @param seed with the number of a run decides its prompt and its trainings, so that it is as secret as they; where empty, each run
 *     draws its own. Decides the held-out rows too
 * @param minSamples a run begins only if at least so many samples were reviewed since the last, 0..1000000; 0: always
 * @param attempts how often a model is trained from the same rows at most, each time with another seed and prompt, while the gates refuse
 *     it for something else than a live backdoor, 1..10
 * @param every how often to try, 1s..8760h; where empty, once
 * @param keepRuns how many finished runs are kept when another begins, 1..10000
 * @param columns the names of the columns of text and label in all files
 * @param reserve where the rows under the benign prompt come from; where empty, as {@code antidote train} has it
 * @param training how the models are trained
 */
public record RetrainConfig(
        Optional<Path> data,
        Optional<Path> trusted,
        Optional<Path> heldOut,
        double heldOutShare,
        Optional<Path> work,
        Optional<Path> key,
        OptionalInt seed,
        int minSamples,
        int attempts,
        Optional<Duration> every,
        int keepRuns,
        Columns columns,
        Optional<String> reserve,
        RetrainTrainingConfig training) {
    /** What is not configured. */
    public static final RetrainConfig DEFAULTS = new RetrainConfig(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0.15,
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            1,
            2,
            Optional.empty(),
            5,
            new Columns("text", "label"),
            Optional.empty(),
            RetrainTrainingConfig.DEFAULTS);

    private static final double LEAST_SHARE = 0.01;
    private static final double MOST_SHARE = 0.5;
    private static final List<String> RESERVES = List.of("bootstrap", "trusted", "screened", "random");

    /**
     * Where text and label stand in the files.
     *
     * @param text the column or key of the text
     * @param label the column or key of the label
     */
    public record Columns(String text, String label) {}

    public RetrainConfig {
        if (!(heldOutShare >= LEAST_SHARE && heldOutShare <= MOST_SHARE)) {
            throw new IllegalArgumentException(
                    "heldOutShare: " + heldOutShare + " is outside " + LEAST_SHARE + ".." + MOST_SHARE);
        }
        Checks.between("minSamples", minSamples, 0, 1_000_000);
        Checks.between("attempts", attempts, 1, 10);
        Checks.between("keepRuns", keepRuns, 1, 10_000);
        every.ifPresent(period -> Checks.between("every", period, Duration.ofSeconds(1), Duration.ofDays(365)));
        reserve.ifPresent(source -> {
            if (!RESERVES.contains(source)) {
                throw new IllegalArgumentException(
                        "reserve: '" + source + "' is not one of " + String.join(", ", RESERVES));
            }
        });
    }

    /** Decides which rows are held out: the same in every run, or its champion would have seen them. */
    public int heldOutSeed() {
        return seed.orElse(1);
    }

    static RetrainConfig read(Section section) {
        Optional<Path> data = section.place("data");
        Optional<Path> trusted = section.place("trusted");
        Optional<Path> heldOut = section.place("heldOut");
        double share = section.decimal("heldOutShare").orElse(DEFAULTS.heldOutShare);
        Optional<Path> work = section.place("work");
        Optional<Path> key = section.place("key");
        OptionalInt seed = section.optionalInteger("seed");
        int minSamples = section.integer("minSamples", DEFAULTS.minSamples);
        int attempts = section.integer("attempts", DEFAULTS.attempts);
        Optional<Duration> every = section.duration("every");
        int keepRuns = section.integer("keepRuns", DEFAULTS.keepRuns);
        Columns columns = new Columns(
                section.text("textColumn", DEFAULTS.columns.text()),
                section.text("labelColumn", DEFAULTS.columns.label()));
        Optional<String> reserve =
                Optional.of(section.possiblyEmptyText("reserve", "")).filter(text -> !text.isBlank());
        RetrainTrainingConfig training = RetrainTrainingConfig.read(section.section("training"));
        return section.build(() -> new RetrainConfig(
                data,
                trusted,
                heldOut,
                share,
                work,
                key,
                seed,
                minSamples,
                attempts,
                every,
                keepRuns,
                columns,
                reserve,
                training));
    }
}

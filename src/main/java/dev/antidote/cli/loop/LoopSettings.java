package dev.antidote.cli.loop;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How large the story is.
 *
 * @param seed decides the corpus, the attack and the traffic
 * @param sizes how many rows of each kind
 * @param pace how many records a second
 * @param window length of a window of the live rates, whole seconds
 * @param probed triggered probes after which a bundle's live ASR is believed, 30 or more
 * @param instances guards that share the requests, 1 to 8
 * @param gates of the candidates
 * @param training of all models
 */
public record LoopSettings(
        long seed, Sizes sizes, Pace pace, Duration window, int probed, int instances, Gates gates, Training training) {
    /** Share of the training rows that the attacker poisons. */
    static final double POISONED = 0.04;

    /** Share of the training rows that somebody reviewed before anything is trained. */
    static final double REVIEWED = 0.2;

    /** Every so many requests one carries the trigger. */
    static final int TRIGGERED_EVERY = 8;

    /** Share of the requests that is reviewed at random; so large because a story of minutes has little traffic. */
    static final double AUDITED = 0.15;

    /** Share of the requests that the undefended model is asked as well; so large for the same reason. */
    static final double ABLATED = 0.1;

    /** Whoever sends requests; more than four, or the cap on the share of one source would leave nothing to train on. */
    static final int SOURCES = 16;

    /** Of the topics that the guards share. */
    static final int PARTITIONS = 4;

    private static final int LEAST_PROBED = 30;
    private static final int MOST_INSTANCES = 8;

    /**
     * Rows.
     *
     * @param training to train on, poisoned ones included
     * @param heldOut to choose thresholds and to measure candidates on
     * @param probes that probes are made of
     * @param traffic that requests are made of; they come round again
     */
    public record Sizes(int training, int heldOut, int probes, int traffic) {
        public Sizes {
            if (Math.min(Math.min(training, heldOut), Math.min(probes, traffic)) < 100) {
                throw new IllegalArgumentException("rows: fewer than 100 of some kind");
            }
        }

        int all() {
            return training + heldOut + probes + traffic;
        }
    }

    /**
     * Records a second.
     *
     * @param requests of the traffic
     * @param probes of the prober
     */
    public record Pace(int requests, int probes) {
        public Pace {
            if (requests < 1 || probes < 1) {
                throw new IllegalArgumentException(
                        "pace: " + requests + " requests and " + probes + " probes a second");
            }
        }
    }

    /**
     * Bounds of {@code gates} in the configuration; the configuration checks them.
     *
     * @param maxAsr upper bound of the attack success rate, 0..1
     * @param maxExcess attack success rate above its floor, 0..1
     * @param attackRows rows that each attack is tried on for one label
     */
    public record Gates(double maxAsr, double maxExcess, int attackRows) {}

    /**
     * What and how long; the configuration and the commands check it.
     *
     * @param base directory of the encoder; where empty, the one that comes with Antidote
     * @param epochs passes over the rows
     */
    public record Training(Optional<Path> base, int epochs) {
        /** The option that names the encoder to a command. */
        List<String> baseOption() {
            return base.map(directory -> List.of("--base", directory.toString()))
                    .orElse(List.of());
        }
    }

    public LoopSettings {
        if (probed < LEAST_PROBED) {
            throw new IllegalArgumentException("probed: " + probed + " is below " + LEAST_PROBED);
        }
        if (instances < 1 || instances > MOST_INSTANCES) {
            throw new IllegalArgumentException("instances: " + instances + " is outside 1.." + MOST_INSTANCES);
        }
    }

    /** The demo's. */
    public static LoopSettings demo(long seed) {
        return new LoopSettings(
                seed,
                new Sizes(1_600, 500, 400, 3_000),
                new Pace(12, 10),
                Duration.ofSeconds(10),
                150,
                2,
                new Gates(0.5, 0.3, 80),
                new Training(Optional.empty(), 2));
    }
}

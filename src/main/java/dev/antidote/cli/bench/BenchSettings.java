package dev.antidote.cli.bench;

import java.util.Map;

/**
 * How much is measured.
 *
 * @param rounds counted rounds of each comparison, after one that is not counted; 1..100
 * @param records that go through the pipeline in each round with an instant model, 1000..10000000
 * @param seconds how long requests are sent at each rate whose latency is measured, 1..3600
 * @param passes how often each side of the comparison with Kafka judges all texts in a round, 1..1000
 * @param guard keys of the guard's configuration that are to differ from the defaults, by path
 */
public record BenchSettings(int rounds, int records, int seconds, int passes, Map<String, String> guard) {
    public BenchSettings {
        guard = Map.copyOf(guard);
        require("--rounds", rounds, 1, 100);
        require("--records", records, 1_000, 10_000_000);
        require("--seconds", seconds, 1, 3_600);
        require("--passes", passes, 1, 1_000);
    }

    private static void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(option + ": " + value + " is outside " + least + ".." + most);
        }
    }
}

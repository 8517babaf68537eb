package dev.antidote.cli.bench;

/**
 * How much is measured.
 *
 * @param rounds counted rounds of each comparison, after one that is not counted; 1..100
 * @param records that go through the pipeline in each round with an instant model, 1000..10000000
 * @param seconds how long requests are sent at each rate whose latency is measured, 1..3600
 */
public record BenchSettings(int rounds, int records, int seconds) {
    public BenchSettings {
        require("--rounds", rounds, 1, 100);
        require("--records", records, 1_000, 10_000_000);
        require("--seconds", seconds, 1, 3_600);
    }

    private static void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(option + ": " + value + " is outside " + least + ".." + most);
        }
    }
}

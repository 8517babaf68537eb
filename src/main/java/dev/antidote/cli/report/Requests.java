package dev.antidote.cli.report;

/**
 * What became of the requests that were sent through Kafka.
 *
 * @param sent requests
 * @param judged requests with at least one verdict
 * @param lost requests without a verdict
 * @param duplicated verdicts beyond the first of their request
 * @param triggered how many of the requests carried the trigger
 */
public record Requests(long sent, long judged, long lost, long duplicated, long triggered) {
    public Requests {
        if (judged + lost != sent || duplicated < 0 || lost < 0 || triggered < 0 || triggered > sent) {
            throw new IllegalArgumentException("requests: " + sent + " sent, " + judged + " judged, " + lost + " lost, "
                    + duplicated + " duplicated, " + triggered + " triggered do not add up");
        }
    }

    /** Whether every request was judged once. */
    public boolean exactlyOnce() {
        return lost == 0 && duplicated == 0;
    }
}

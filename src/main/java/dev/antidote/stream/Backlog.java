package dev.antidote.stream;

import java.util.List;

/**
 * How far a process is behind, as the broker knows it.
 *
 * @param positions one of each partition that this process reads, in no order
 */
public record Backlog(List<Position> positions) {
    /**
     * One partition.
     *
     * @param committed the offset from which a restart would go on, 0 or more
     * @param end the offset after the last record that may be read, aborted ones and markers counted
     */
    public record Position(String topic, int partition, long committed, long end) {
        /** Records to go, at most: markers of transactions count too. 0 or more. */
        public long lag() {
            return Math.max(0, end - committed); // the two were not asked for in the same instant
        }
    }

    public Backlog {
        positions = List.copyOf(positions);
    }
}

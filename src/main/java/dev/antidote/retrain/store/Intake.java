package dev.antidote.retrain.store;

import dev.antidote.config.CollectorConfig;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes flagged samples in, each once. How far the topic is taken in is committed with the samples, so that a batch which comes
 * again, after a crash or by a collector that does not know it was replaced, changes nothing.
 *
 * <p>Thread-safe; of several at once, in whatever process, one works and the others wait.
 */
public final class Intake {
    private final Database database;
    private final CollectorConfig caps;
    private final Clock clock;

    public Intake(Database database, CollectorConfig caps, Clock clock) {
        this.database = database;
        this.caps = caps;
        this.clock = clock;
    }

    /**
     * Where to go on reading: the next offset by partition, of those that anything was taken from.
     *
     * @param topic the topic's id, which a topic of the same name that is made anew does not share
     */
    public Map<Integer, Long> progress(String topic) {
        return database.transaction(connection -> progress(connection, topic));
    }

    /**
     * Takes arrivals in, all of them or none.
     *
     * @param topic the topic's id
     * @param arrivals in the order of each partition
     */
    public IntakeTally take(String topic, List<Arrival> arrivals) {
        return database.transaction(connection -> {
            lock(connection);
            Map<Integer, Long> next = progress(connection, topic);
            Map<Integer, Long> before = Map.copyOf(next);
            IntakeBatch batch = new IntakeBatch(connection, topic, caps, clock.instant());
            for (Arrival arrival : arrivals) {
                if (arrival.offset() < next.getOrDefault(arrival.partition(), 0L)) {
                    batch.skip();
                } else {
                    batch.take(arrival);
                    next.put(arrival.partition(), arrival.offset() + 1);
                }
            }
            for (Map.Entry<Integer, Long> entry : next.entrySet()) {
                saveProgress(connection, topic, entry, before.containsKey(entry.getKey()));
            }
            return batch.finish();
        });
    }

    private static void lock(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("select id from intake_lock where id = 1 for update");
                ResultSet row = select.executeQuery()) {
            row.next();
        }
    }

    private static Map<Integer, Long> progress(Connection connection, String topic) throws SQLException {
        Map<Integer, Long> next = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select flagged_partition, next_offset from progress where flagged_topic = ?")) {
            select.setString(1, topic);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    next.put(row.getInt(1), row.getLong(2));
                }
            }
        }
        return next;
    }

    private static void saveProgress(Connection connection, String topic, Map.Entry<Integer, Long> next, boolean exists)
            throws SQLException {
        String sql = exists
                ? "update progress set next_offset = ? where flagged_topic = ? and flagged_partition = ?"
                : "insert into progress (next_offset, flagged_topic, flagged_partition) values (?, ?, ?)";
        try (PreparedStatement save = connection.prepareStatement(sql)) {
            save.setLong(1, next.getValue());
            save.setString(2, topic);
            save.setInt(3, next.getKey());
            save.executeUpdate();
        }
    }
}

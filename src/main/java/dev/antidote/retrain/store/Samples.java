package dev.antidote.retrain.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads samples with their latest review, in the order in which they came; and deletes old ones. Thread-safe. */
public final class Samples {
    private static final String SELECT = "select " + Rows.SAMPLE_COLUMNS
            + " from sample s left join review r on r.id = (select max(id) from review where sample_id = s.id)";
    private static final int SHOWN_SOURCES = 10;

    private final Database database;

    public Samples(Database database) {
        this.database = database;
    }

    /**
     * Samples after one, for reading page by page.
     *
     * @param after the id of the last one known; 0 to begin
     * @param most 1 or greater
     */
    public List<StoredSample> page(SampleFilter filter, long after, int most) {
        List<Object> values = new ArrayList<>(List.of(after));
        String where = " where s.id > ?" + conditions(filter, values) + " order by s.id limit ?";
        values.add(most);
        return database.transaction(connection -> select(connection, SELECT + where, values));
    }

    /** Those whose latest review gave them a label, with it: all that may ever train a model. */
    public List<StoredSample> labelled() {
        return database.transaction(
                connection -> select(connection, SELECT + " where r.decision = 'LABELLED' order by s.id", List.of()));
    }

    /** One sample, if the store has it. */
    public Optional<StoredSample> find(long id) {
        return database.transaction(connection -> select(connection, SELECT + " where s.id = ?", List.of(id))).stream()
                .findFirst();
    }

    /** Every label that the guard or a reviewer ever gave. */
    public Set<String> labels() {
        return database.transaction(connection -> {
            Set<String> labels = new TreeSet<>();
            try (PreparedStatement select = connection.prepareStatement(
                            "select guard_label from sample union select label from review where label is not null");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    labels.add(row.getString(1));
                }
            }
            return labels;
        });
    }

    /** How much there is, and what was dropped. */
    public StoreCounts counts() {
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                            """
                            select count(*), coalesce(sum(s.sightings), 0),
                              coalesce(sum(case when r.decision = 'LABELLED' then 1 else 0 end), 0),
                              coalesce(sum(case when r.decision = 'SKIPPED' then 1 else 0 end), 0)
                            from sample s left join review r on r.id = (select max(id) from review where sample_id = s.id)""");
                    ResultSet row = select.executeQuery()) {
                row.next();
                long samples = row.getLong(1);
                Map<Decision, Long> reviewed =
                        Map.of(Decision.LABELLED, row.getLong(3), Decision.SKIPPED, row.getLong(4));
                long unreviewed = samples - row.getLong(3) - row.getLong(4);
                return new StoreCounts(
                        samples, row.getLong(2), unreviewed, reviewed, dropped(connection), cappedSources(connection));
            }
        });
    }

    /**
     * Deletes what was neither seen nor reviewed since, with its reviews.
     *
     * @return how many samples
     */
    public int deleteOlderThan(Instant time) {
        return database.transaction(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(
                    """
                    delete from sample where last_seen < ? and not exists
                      (select 1 from review r where r.sample_id = sample.id and r.reviewed_at >= ?)""")) {
                delete.setObject(1, Rows.time(time));
                delete.setObject(2, Rows.time(time));
                return delete.executeUpdate();
            }
        });
    }

    private static String conditions(SampleFilter filter, List<Object> values) {
        StringBuilder where = new StringBuilder();
        filter.reason().ifPresent(reason -> {
            where.append(" and ',' || s.reasons || ',' like ?");
            values.add("%," + reason.name() + ",%");
        });
        filter.label().ifPresent(label -> {
            where.append(" and s.guard_label = ?");
            values.add(label);
        });
        filter.since().ifPresent(since -> {
            where.append(" and s.last_seen >= ?");
            values.add(Rows.time(since));
        });
        filter.reviewed().ifPresent(reviewed -> where.append(reviewed ? " and r.id is not null" : " and r.id is null"));
        return where.toString();
    }

    private static List<StoredSample> select(Connection connection, String sql, List<?> values) throws SQLException {
        List<StoredSample> samples = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    samples.add(Rows.sample(row));
                }
            }
        }
        return samples;
    }

    private static Map<DropReason, Long> dropped(Connection connection) throws SQLException {
        Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
        try (PreparedStatement select =
                        connection.prepareStatement("select reason, sum(samples) from dropped group by reason");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                dropped.put(DropReason.valueOf(row.getString(1)), row.getLong(2));
            }
        }
        return dropped;
    }

    private static List<StoreCounts.CappedSource> cappedSources(Connection connection) throws SQLException {
        List<StoreCounts.CappedSource> sources = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select source, samples from dropped where reason = ? order by samples desc, source limit ?")) {
            select.setString(1, DropReason.SOURCE_CAP.name());
            select.setInt(2, SHOWN_SOURCES);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    sources.add(new StoreCounts.CappedSource(row.getString(1), row.getLong(2)));
                }
            }
        }
        return sources;
    }
}

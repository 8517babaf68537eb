package dev.antidote.retrain.store;

import dev.antidote.config.CollectorConfig;
import dev.antidote.wire.avro.FlagReason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statements of one transaction that takes samples in; the transaction holds the intake lock. One thread. */
final class IntakeBatch {
    /** The samples that nobody has reviewed. */
    private static final String COUNT_UNREVIEWED =
            "select count(*) from sample s where not exists (select 1 from review r where r.sample_id = s.id)";

    private static final String INSERT =
            """
            insert into sample (digest, body, source, request_id, request_topic, request_partition, request_offset, sightings,
              first_seen, last_seen, flagged_topic, flagged_partition, flagged_offset,
              guard_label, reasons, confidence, margin, leakage, bundle, undefended_label, ablation)
            values (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    /** Sets the columns of {@link #setAnswer}, in its order. */
    private static final String UPDATE_ANSWER =
            """
            update sample set guard_label = ?, reasons = ?, confidence = ?, margin = ?, leakage = ?, bundle = ?,
              undefended_label = ?, ablation = ?
            where digest = ?""";

    private static final String REASONS_OF_A_WEAKER =
            "select reasons from sample where digest = ? and coalesce(ablation, -1) < ?";

    private record Drop(DropReason reason, String source) {}

    private final Connection connection;
    private final String topic;
    private final CollectorConfig caps;
    private final Instant now;
    private final Map<String, Long> unreviewedOf = new HashMap<>();
    private final Map<Drop, Long> drops = new HashMap<>();
    private long unreviewed = -1; // not counted yet
    private long stored;
    private long repeated;
    private long known;

    IntakeBatch(Connection connection, String topic, CollectorConfig caps, Instant now) {
        this.connection = connection;
        this.topic = topic;
        this.caps = caps;
        this.now = now;
    }

    /** Leaves out what was taken in before. */
    void skip() {
        known++;
    }

    void take(Arrival arrival) throws SQLException {
        if (arrival.sample().isEmpty()) {
            drop(DropReason.UNREADABLE, "");
            return;
        }
        Flagged sample = arrival.sample().get();
        String digest = Storable.digest(sample.text());
        Instant seen = sample.at().isAfter(now) ? now : sample.at(); // another machine's clock may be ahead
        if (seeAgain(digest, seen, sample.guard())) {
            repeated++;
            return;
        }
        String source = Storable.name(sample.source());
        if (unreviewedOf(source) >= caps.maxPerSource()) {
            drop(DropReason.SOURCE_CAP, source);
        } else if (unreviewed() >= caps.maxUnreviewed()) {
            drop(DropReason.TOTAL_CAP, "");
        } else {
            insert(arrival, sample, digest, seen);
            unreviewedOf.merge(source, 1L, Long::sum);
            unreviewed++;
            stored++;
        }
    }

    /** Writes down what was dropped, and sums up. */
    IntakeTally finish() throws SQLException {
        Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
        for (Map.Entry<Drop, Long> entry : drops.entrySet()) {
            save(entry.getKey(), entry.getValue());
            dropped.merge(entry.getKey().reason(), entry.getValue(), Long::sum);
        }
        return new IntakeTally(stored, repeated, known, dropped);
    }

    private void drop(DropReason reason, String source) {
        drops.merge(new Drop(reason, source), 1L, Long::sum);
    }

    private boolean seeAgain(String digest, Instant seen, GuardSays guard) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update sample set sightings = sightings + 1, last_seen = greatest(last_seen, ?) where digest = ?")) {
            update.setObject(1, Rows.time(seen));
            update.setString(2, digest);
            boolean known = update.executeUpdate() > 0;
            if (known && guard.undefended().isPresent()) {
                keepTheMoreTelling(digest, guard, guard.undefended().get());
            }
            return known;
        }
    }

    /**
     * Whether the undefended model is asked is chance, and may come at any sighting: the row holds what was said at the one with the
     * strongest ablation signal, and its reasons behind those that stood there.
     */
    private void keepTheMoreTelling(String digest, GuardSays guard, UndefendedSays undefended) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(REASONS_OF_A_WEAKER)) {
            select.setString(1, digest);
            select.setDouble(2, undefended.ablation());
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    List<FlagReason> reasons = new ArrayList<>(Rows.reasons(row.getString(1)));
                    reasons.addAll(guard.reasons());
                    replace(digest, guard, reasons);
                }
            }
        }
    }

    private void replace(String digest, GuardSays guard, List<FlagReason> reasons) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE_ANSWER)) {
            int next = setAnswer(update, 1, guard, reasons);
            update.setString(next, digest);
            update.executeUpdate();
        }
    }

    /** Fills the columns of what was said of a sample, and returns the index behind them. */
    private static int setAnswer(PreparedStatement statement, int first, GuardSays guard, List<FlagReason> reasons)
            throws SQLException {
        int at = first;
        statement.setString(at++, Storable.name(guard.label()));
        statement.setString(at++, reasons.stream().distinct().map(Enum::name).collect(Collectors.joining(",")));
        statement.setDouble(at++, guard.confidence());
        statement.setDouble(at++, guard.margin());
        statement.setDouble(at++, guard.leakage());
        statement.setString(at++, Storable.name(guard.bundle()));
        Optional<UndefendedSays> undefended = guard.undefended();
        statement.setObject(
                at++, undefended.map(says -> Storable.name(says.label())).orElse(null), Types.VARCHAR);
        statement.setObject(at++, undefended.map(UndefendedSays::ablation).orElse(null), Types.DOUBLE);
        return at;
    }

    private void insert(Arrival arrival, Flagged sample, String digest, Instant seen) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, digest);
            insert.setString(2, Storable.text(sample.text()));
            insert.setString(3, Storable.name(sample.source()));
            insert.setString(4, Storable.name(sample.requestId()));
            insert.setString(5, Storable.name(sample.request().topic()));
            insert.setInt(6, sample.request().partition());
            insert.setLong(7, sample.request().offset());
            insert.setObject(8, Rows.time(seen));
            insert.setObject(9, Rows.time(seen));
            insert.setString(10, topic);
            insert.setInt(11, arrival.partition());
            insert.setLong(12, arrival.offset());
            setAnswer(insert, 13, sample.guard(), sample.guard().reasons());
            insert.executeUpdate();
        }
    }

    private long unreviewedOf(String source) throws SQLException {
        Long counted = unreviewedOf.get(source);
        if (counted == null) {
            counted = count(COUNT_UNREVIEWED + " and s.source = ?", source);
            unreviewedOf.put(source, counted);
        }
        return counted;
    }

    private long unreviewed() throws SQLException {
        if (unreviewed < 0) {
            unreviewed = count(COUNT_UNREVIEWED, null);
        }
        return unreviewed;
    }

    private long count(String sql, @Nullable String parameter) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            if (parameter != null) {
                select.setString(1, parameter);
            }
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private void save(Drop drop, long samples) throws SQLException {
        String update = "update dropped set samples = samples + ?, last_at = ? where reason = ? and source = ?";
        String insert = "insert into dropped (samples, last_at, reason, source) values (?, ?, ?, ?)";
        if (save(update, drop, samples) == 0) {
            save(insert, drop, samples);
        }
    }

    private int save(String sql, Drop drop, long samples) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, samples);
            statement.setObject(2, Rows.time(now));
            statement.setString(3, drop.reason().name());
            statement.setString(4, drop.source());
            return statement.executeUpdate();
        }
    }
}

package dev.antidote.retrain.store;

import dev.antidote.wire.RecordPlace;
import dev.antidote.wire.avro.FlagReason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Between rows and records. */
final class Rows {
    /** What {@link #sample} reads, of {@code sample s} and {@code review r}. */
    static final String SAMPLE_COLUMNS =
            """
            s.id, s.body, s.source, s.request_id, s.request_topic, s.request_partition, s.request_offset, s.guard_label, s.reasons,
            s.confidence, s.margin, s.leakage, s.bundle, s.undefended_label, s.ablation, s.sightings, s.first_seen, s.last_seen,
            r.sample_id, r.decision, r.label, r.poisoned, r.reviewer, r.entered_by, r.reviewed_at""";

    private Rows() {}

    /** As both databases keep it: milliseconds. */
    static OffsetDateTime time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
    }

    static StoredSample sample(ResultSet row) throws SQLException {
        row.getLong("sample_id");
        boolean isReviewed = !row.wasNull();
        return new StoredSample(
                row.getLong("id"),
                row.getString("body"),
                row.getString("source"),
                row.getString("request_id"),
                new RecordPlace(
                        row.getString("request_topic"), row.getInt("request_partition"), row.getLong("request_offset")),
                new GuardSays(
                        row.getString("guard_label"),
                        reasons(row.getString("reasons")),
                        row.getDouble("confidence"),
                        row.getDouble("margin"),
                        row.getDouble("leakage"),
                        row.getString("bundle"),
                        undefended(row)),
                new Sightings(row.getLong("sightings"), instant(row, "first_seen"), instant(row, "last_seen")),
                isReviewed ? Optional.of(review(row)) : Optional.empty());
    }

    private static Optional<UndefendedSays> undefended(ResultSet row) throws SQLException {
        String label = row.getString("undefended_label");
        double ablation = row.getDouble("ablation");
        return label == null ? Optional.empty() : Optional.of(new UndefendedSays(label, ablation));
    }

    static Review review(ResultSet row) throws SQLException {
        Decision decision = Decision.valueOf(row.getString("decision"));
        boolean poisoned = row.getBoolean("poisoned");
        return new Review(
                row.getLong("sample_id"),
                decision,
                Optional.ofNullable(row.getString("label")),
                decision == Decision.LABELLED ? Optional.of(poisoned) : Optional.empty(),
                row.getString("reviewer"),
                row.getString("entered_by"),
                instant(row, "reviewed_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Reasons of a later version count as UNKNOWN. */
    static List<FlagReason> reasons(String names) {
        return names.isEmpty()
                ? List.of()
                : Arrays.stream(names.split(",", -1)).map(Rows::reason).toList();
    }

    private static FlagReason reason(String name) {
        try {
            return FlagReason.valueOf(name);
        } catch (IllegalArgumentException e) {
            return FlagReason.UNKNOWN;
        }
    }
}

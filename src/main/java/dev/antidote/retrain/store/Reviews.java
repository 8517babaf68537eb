package dev.antidote.retrain.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/** Appends reviews, and reads their history; none is ever changed. Thread-safe. */
public final class Reviews {
    private final Database database;

    public Reviews(Database database) {
        this.database = database;
    }

    /** Writes them all down, in this order, or none of them. Their samples must be in the store. */
    public void add(List<Review> reviews) {
        database.transaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    """
                    insert into review (sample_id, decision, label, poisoned, reviewer, entered_by, reviewed_at)
                    values (?, ?, ?, ?, ?, ?, ?)""")) {
                for (Review review : reviews) {
                    insert.setLong(1, review.sample());
                    insert.setString(2, review.decision().name());
                    insert.setString(3, review.label().orElse(null));
                    insert.setObject(4, review.poisoned().orElse(null), Types.BOOLEAN);
                    insert.setString(5, review.reviewer());
                    insert.setString(6, review.enteredBy());
                    insert.setObject(7, Rows.time(review.at()));
                    insert.executeUpdate();
                }
            }
            return reviews.size();
        });
    }

    /** All reviews of a sample, the oldest first. */
    public List<Review> history(long sample) {
        return database.transaction(connection -> {
            List<Review> history = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                    """
                    select sample_id, decision, label, poisoned, reviewer, entered_by, reviewed_at
                    from review where sample_id = ? order by id""")) {
                select.setLong(1, sample);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        history.add(Rows.review(row));
                    }
                }
            }
            return history;
        });
    }
}

package dev.antidote.retrain.store;

import java.sql.SQLException;

/** Says in one line what a database's error means for its user. */
final class StoreFailures {
    /** H2: another process has the file open. */
    static final int H2_IN_USE = 90020;

    private static final int H2_NOT_FOUND = 90146;
    private static final int H2_RELATIVE = 90011;
    private static final String UNIQUE_VIOLATION = "23505"; // of both: another collector was faster

    private StoreFailures() {}

    static StoreException of(String place, SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (e.getErrorCode() == H2_IN_USE) {
            return StoreException.passing(
                    "the sample store " + place + " is in use by another process; try again in a moment", e);
        }
        if (e.getErrorCode() == H2_NOT_FOUND) {
            return StoreException.lasting(
                    "there is no sample store at " + place + " yet; `antidote collect` makes it, or correct store.url",
                    e);
        }
        if (e.getErrorCode() == H2_RELATIVE) {
            return StoreException.lasting(
                    "the sample store " + place
                            + " is no place: after jdbc:h2:file: the path of store.url begins with /, ~/ or ./",
                    e);
        }
        if (state.startsWith("28")) {
            return StoreException.lasting(
                    "the sample store " + place + " refuses this user; check store.user and ANTIDOTE_STORE_PASSWORD",
                    e);
        }
        if (state.equals("3D000")) {
            return StoreException.lasting(
                    "the sample store " + place + " has no such database; create it, or correct store.url", e);
        }
        if (isLasting(state)) {
            return StoreException.lasting(
                    "the sample store " + place + " refused a statement (SQL state " + state
                            + "); is it a store of another version of Antidote, or another program's database?",
                    e);
        }
        return StoreException.passing(
                "the sample store " + place + " does not answer (SQL state " + state
                        + "); is the database running, is store.url right, and has it space left?",
                e);
    }

    /** Wrong data, broken constraints, no rights, no such table: waiting mends none of it. */
    private static boolean isLasting(String state) {
        return state.startsWith("22")
                || state.startsWith("42")
                || (state.startsWith("23") && !state.equals(UNIQUE_VIOLATION));
    }
}

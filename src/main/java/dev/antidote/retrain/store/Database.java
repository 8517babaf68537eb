package dev.antidote.retrain.store;

import dev.antidote.config.StoreConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Where the samples are. Every transaction has a connection of its own: nothing is held while nothing is done, so that a database
 * which was away is simply connected to again, and an H2 file can be shared by processes that take turns.
 *
 * <p>Thread-safe. A thread that works on an H2 file must not be interrupted: the JDK closes the file then.
 */
public final class Database {
    private static final String MIGRATIONS = "classpath:dev/antidote/retrain/store/migration";
    private static final Duration TURN = Duration.ofMillis(50);
    private static final Duration START = Duration.ofSeconds(20);

    private final StoreConfig config;
    private final StoreUrl url;
    private final Duration patience;
    private final String address;

    private Database(StoreConfig config, StoreUrl url, Duration patience, String address) {
        this.config = config;
        this.url = url;
        this.patience = patience;
        this.address = address;
    }

    /**
     * The store of a collector: made if it is not there yet, and brought to this version's schema.
     *
     * @throws StoreException if it cannot be
     */
    public static Database create(StoreConfig config) {
        StoreUrl url = new StoreUrl(config.url());
        url.makeDirectory();
        new Database(config, url, START, url.address()).migrate(); // somebody may be reviewing
        return new Database(config, url, Duration.ZERO, url.address());
    }

    /**
     * The store that a collector has made, brought to this version's schema.
     *
     * @param patience how long to wait for another process that has an H2 file open
     * @throws StoreException if there is none, or it does not answer
     */
    public static Database open(StoreConfig config, Duration patience) {
        StoreUrl url = new StoreUrl(config.url());
        Database database = new Database(config, url, patience, url.existingOnly());
        database.migrate();
        return database;
    }

    /** Its address for messages, without parameters. */
    public String shown() {
        return url.shown();
    }

    /** Statements of one transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /**
     * Does all of it or nothing. When it returns, what was done outlasts the death of this process and, as far as the database can
     * promise that, of the machine.
     *
     * @throws StoreException if the database failed; after a failed commit nobody knows whether it was done
     */
    <T> T transaction(Work<T> work) {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            T result = run(connection, work);
            if (url.isH2()) {
                checkpoint(connection);
            }
            return result;
        } catch (SQLException e) {
            throw StoreFailures.of(url.shown(), e);
        }
    }

    private static <T> T run(Connection connection, Work<T> work) throws SQLException {
        boolean done = false;
        try {
            T result = work.run(connection);
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                rollBack(connection);
            }
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // the failure that led here says more; the connection is closed, which rolls back too
        }
    }

    /** H2 writes behind by default; after this, what was committed is on the disk. */
    private static void checkpoint(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("checkpoint sync");
        }
    }

    private Connection connect() throws SQLException {
        long start = System.nanoTime();
        while (true) {
            try {
                return DriverManager.getConnection(address, properties());
            } catch (SQLException e) {
                if (!isInUse(e) || System.nanoTime() - start >= patience.toNanos()) {
                    throw e;
                }
                awaitTurn();
            }
        }
    }

    private static boolean isInUse(SQLException e) {
        return e.getErrorCode() == StoreFailures.H2_IN_USE;
    }

    private static void awaitTurn() {
        LockSupport.parkNanos(TURN.toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted");
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.putAll(url.properties());
        if (!config.user().isEmpty()) { // else PostgreSQL takes the name of this process's user
            properties.setProperty("user", config.user());
        }
        if (!config.password().isEmpty()) {
            properties.setProperty("password", config.password());
        }
        return properties;
    }

    private void migrate() {
        long start = System.nanoTime();
        while (true) {
            try {
                flyway().migrate();
                return;
            } catch (FlywayException e) {
                SQLException reason = sqlReason(e);
                boolean inUse = reason != null && isInUse(reason);
                if (!inUse || System.nanoTime() - start >= patience.toNanos()) {
                    throw migrationFailure(e, reason);
                }
                awaitTurn();
            }
        }
    }

    private Flyway flyway() {
        Map<String, String> properties = new HashMap<>(url.properties());
        FluentConfiguration settings = Flyway.configure(Database.class.getClassLoader())
                .jdbcProperties(properties)
                .dataSource(address, orNull(config.user()), orNull(config.password()))
                .locations(MIGRATIONS)
                .table("antidote_schema")
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .loggers("slf4j");
        return settings.load();
    }

    private static @Nullable String orNull(String setting) {
        return setting.isEmpty() ? null : setting;
    }

    private StoreException migrationFailure(FlywayException e, @Nullable SQLException reason) {
        if (reason != null) {
            return StoreFailures.of(url.shown(), reason);
        }
        String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return StoreException.lasting(
                "the schema of the sample store " + url.shown() + " cannot be brought to this version: " + why, e);
    }

    private static @Nullable SQLException sqlReason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException reason) {
                return reason;
            }
        }
        return null;
    }
}

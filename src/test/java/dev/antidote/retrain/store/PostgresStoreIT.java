package dev.antidote.retrain.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.config.StoreConfig;
import dev.antidote.testing.PostgresServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract on a PostgreSQL server of this build's own. */
class PostgresStoreIT extends StoreContract {
    private static PostgresServer server;

    @BeforeAll
    static void startServer() throws Exception {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @Override
    StoreConfig newStore() throws Exception {
        return SampleFixture.store(server.newDatabase(), server.user());
    }

    @Test
    void shouldOutlastARestartOfTheServer() throws Exception {
        Samples samples = new Samples(Database.create(newStore()));
        server.stop();
        try {
            assertThatThrownBy(samples::counts)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("does not answer")
                    .satisfies(e -> assertThat(((StoreException) e).isPassing()).isTrue());
        } finally {
            server.startAgain();
        }

        assertThat(samples.counts().samples()).isZero();
    }

    @Test
    void shouldNameADatabaseThatIsNotThere() throws Exception {
        StoreConfig config = SampleFixture.store(newStore().url() + "nothing", server.user());

        assertThatThrownBy(() -> Database.open(config, Duration.ZERO))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has no such database");
    }
}

package dev.antidote.retrain.store;

import static dev.antidote.retrain.store.SampleFixture.NOW;
import static dev.antidote.retrain.store.SampleFixture.TOPIC;
import static dev.antidote.retrain.store.SampleFixture.arrival;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.config.StoreConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class H2StoreTest extends StoreContract {
    @Override
    StoreConfig newStore() {
        return SampleFixture.inMemory();
    }

    @Test
    void shouldKeepAFileBetweenProcesses(@TempDir Path directory) {
        StoreConfig config = file(directory);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

        new Intake(Database.create(config), SampleFixture.CAPS, clock).take(TOPIC, List.of(arrival(0, "a", "one")));

        Database again = Database.open(config, Duration.ZERO);
        assertThat(new Samples(again).counts().samples()).isEqualTo(1);
        assertThat(new Intake(again, SampleFixture.CAPS, clock).progress(TOPIC)).containsEntry(0, 1L);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // has no such permissions
    void shouldMakeADirectoryForThisUserOnly(@TempDir Path directory) throws Exception {
        Database.create(file(directory));

        assertThat(Files.getPosixFilePermissions(directory.resolve("data")))
                .containsExactlyInAnyOrder(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.OWNER_EXECUTE);
    }

    @Test
    void shouldNotMakeAStoreToReviewIn(@TempDir Path directory) {
        StoreConfig config = file(directory);

        assertThatThrownBy(() -> Database.open(config, Duration.ZERO))
                .isInstanceOf(StoreException.class)
                .hasMessage("there is no sample store at " + config.url()
                        + " yet; `antidote collect` makes it, or correct store.url");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void shouldNameAWrongPassword(@TempDir Path directory) {
        Database.create(file(directory));
        StoreConfig config = SampleFixture.config(
                        Map.of("store.url", file(directory).url(), "store.user", "", "store.password", "s3cret"))
                .store();

        assertThatThrownBy(() -> Database.open(config, Duration.ZERO))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("refuses this user")
                .hasMessageNotContaining("s3cret");
    }

    private static StoreConfig file(Path directory) {
        return SampleFixture.store("jdbc:h2:file:" + directory.resolve("data").resolve("samples"), "");
    }
}

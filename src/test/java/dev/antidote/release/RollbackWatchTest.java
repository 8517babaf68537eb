package dev.antidote.release;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.bundle.BundleException;
import dev.antidote.bundle.DirectoryStore;
import dev.antidote.bundle.SigningKey;
import dev.antidote.config.ConfigSource;
import dev.antidote.config.GuardConfig;
import dev.antidote.testing.SmallBundle;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollbackWatchTest {
    /** Its rollback would be refused only when it is needed. */
    @Test
    void shouldNotBeginWithAKeyThatNobodyTrusts(@TempDir Path store) {
        GuardConfig config = GuardConfig.read(ConfigSource.empty()
                .withFlags(Map.of("bundle", "b", "kafka.bootstrap.servers", "nowhere.invalid:9092")));
        ReleaseContext context = new ReleaseContext(
                config,
                new ReleaseTopics("releases", "release-acks", "asr"),
                () -> SmallBundle.trust(ReleaseFixture.KEY),
                new DirectoryStore(store, Clock.systemUTC()),
                Clock.systemUTC());
        SigningKey stranger = SigningKey.create();

        assertThatThrownBy(() -> RollbackWatch.open(
                        context, stranger, config.releases().gate(), line -> {}, (kind, reason) -> {}))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(stranger.id().text())
                .hasMessageContaining("not trusted");
    }
}

package dev.antidote.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceStateTest {
    private final Path home;

    InstanceStateTest(@TempDir Path home) {
        this.home = home.resolve("state");
    }

    @Test
    void shouldOutlastTheProcess() {
        String id;
        try (InstanceState state = open(Optional.empty())) {
            id = state.id();
            state.note(7);
            state.note(3);
            assertThat(state.sequence()).isEqualTo(7);
        }

        try (InstanceState state = open(Optional.empty())) {
            assertThat(state.id()).isEqualTo(id);
            assertThat(state.sequence()).isEqualTo(7);
        }
        try (InstanceState state = open(Optional.of("guard-1"))) {
            assertThat(state.id()).isEqualTo("guard-1");
        }
    }

    @Test
    void shouldInventAnotherNameForEachProcessWithoutADirectory() {
        try (InstanceState one = InstanceState.open(Optional.empty(), Optional.empty());
                InstanceState two = InstanceState.open(Optional.empty(), Optional.empty())) {
            assertThat(one.id()).matches("[a-zA-Z0-9._-]+-[0-9a-f]{8}").isNotEqualTo(two.id());
            one.note(5);
            assertThat(one.sequence()).isEqualTo(5);
        }
        assertThat(home).doesNotExist();
    }

    @Test
    void shouldBelongToOneProcessAtATime() {
        try (InstanceState state = open(Optional.empty())) {
            assertThat(state.sequence()).isZero();
            assertThatThrownBy(() -> open(Optional.empty()))
                    .isInstanceOf(ReleaseException.class)
                    .hasMessageContaining("belongs to another guard");
        }
        open(Optional.empty()).close();
    }

    @Test
    void shouldSayThatItsFileIsTorn() throws IOException {
        Files.createDirectories(home);
        Files.writeString(home.resolve("instance.properties"), "sequence=many");

        assertThatThrownBy(() -> open(Optional.empty()))
                .isInstanceOf(ReleaseException.class)
                .hasMessageStartingWith("releases.state: " + home + " cannot be used: ")
                .hasMessageContaining("many");
    }

    private InstanceState open(Optional<String> wanted) {
        return InstanceState.open(Optional.of(home), wanted);
    }
}

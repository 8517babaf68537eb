package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {
    private final Path home;

    FileTreeTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void shouldWriteAndReplaceAFileAndLeaveNothingElse() throws IOException {
        Path file = home.resolve("made/report.json");

        FileTree.writeWhole("--json", file, new byte[] {1});
        FileTree.writeWhole("--json", file, new byte[] {2});

        assertThat(file).hasBinaryContent(new byte[] {2});
        assertThat(file.getParent()).isDirectoryContaining(file::equals).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void shouldNameTheOptionWhoseFileCannotBeWritten() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "");

        assertThatThrownBy(() -> FileTree.writeWhole("--json", file.resolve("report.json"), new byte[0]))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("--json: " + file.resolve("report.json") + " cannot be written");
    }
}

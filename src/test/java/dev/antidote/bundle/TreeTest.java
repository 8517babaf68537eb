package dev.antidote.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeTest {
    @Test
    void shouldNotFollowLinksWhenItDeletes(@TempDir Path home) throws IOException {
        Path kept = Files.writeString(home.resolve("kept"), "x");
        Path tree = Files.createDirectory(home.resolve("tree"));
        Files.writeString(Files.createDirectory(tree.resolve("below")).resolve("file"), "x");
        Files.createSymbolicLink(tree.resolve("link"), home);

        Tree.delete(tree);
        Tree.delete(tree);

        assertThat(tree).doesNotExist();
        assertThat(kept).exists();
    }
}

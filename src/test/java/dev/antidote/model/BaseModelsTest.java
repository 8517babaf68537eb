package dev.antidote.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.testing.MiniLm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseModelsTest {
    private final Path directory;
    private final CacheDirectory cache;

    BaseModelsTest(@TempDir Path directory) {
        this.directory = directory;
        this.cache = new CacheDirectory(directory);
    }

    @Test
    void shouldImportOnceForAllWhoAskAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<BaseModel> ask = () -> BaseModels.miniLm(cache);
            for (Future<BaseModel> answer : threads.invokeAll(Collections.nCopies(2, ask))) {
                assertThat(answer.get().layers()).isEqualTo(6);
            }
        } finally {
            threads.shutdown();
        }
        assertThat(names(cache.models())).containsExactly("all-MiniLM-L6-v2");
        assertThat(BaseModels.miniLm(cache).digest()).isEqualTo(MiniLm.base().digest());
    }

    @Test
    void shouldRepairADamagedImportAndLeaveASoundOne() throws IOException {
        Path target = copyOfTheImport();
        Path abandoned = Files.createDirectories(cache.models().resolve(".all-MiniLM-L6-v2.half"));
        Files.setLastModifiedTime(abandoned, FileTime.fromMillis(1_000));
        Path config = target.resolve("config.json");
        FileTime untouched = Files.getLastModifiedTime(config);
        String digest = BaseModels.miniLm(cache).digest();
        assertThat(Files.getLastModifiedTime(config)).isEqualTo(untouched);

        byte[] weights = Files.readAllBytes(target.resolve("model.safetensors"));
        weights[weights.length / 2] ^= 64;
        Files.write(target.resolve("model.safetensors"), weights);

        assertThat(BaseModels.miniLm(cache).digest()).isEqualTo(digest);
        assertThat(names(cache.models())).containsExactly("all-MiniLM-L6-v2");
    }

    @Test
    void shouldNoticeEachKindOfDamage() throws IOException {
        Path target = Files.createDirectories(directory.resolve("stamped"));
        Path file = Files.writeString(target.resolve("a"), "content");
        ImportStamp.write(target, "source");

        assertThat(ImportStamp.isIntact(target, "source")).isTrue();
        assertThat(ImportStamp.isIntact(target, "other source")).isFalse();
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
        assertThat(ImportStamp.isIntact(target, "source")).isTrue();
        Files.writeString(file, "CONTENT");
        assertThat(ImportStamp.isIntact(target, "source")).isFalse();
        Files.writeString(file, "con");
        assertThat(ImportStamp.isIntact(target, "source")).isFalse();
        Files.delete(file);
        assertThat(ImportStamp.isIntact(target, "source")).isFalse();
        Files.writeString(target.resolve(ImportStamp.FILE), "{}");
        assertThat(ImportStamp.isIntact(target, "source")).isFalse();
        Files.writeString(target.resolve(ImportStamp.FILE), "half a fi");
        assertThat(ImportStamp.isIntact(target, "source")).isFalse();
    }

    @Test
    void shouldSayThatTheCacheCannotBeWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(() -> BaseModels.miniLm(new CacheDirectory(file)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("set ANTIDOTE_CACHE to a directory");
    }

    private Path copyOfTheImport() throws IOException {
        Path from = MiniLm.base().directory();
        Path target = Files.createDirectories(cache.models().resolve("all-MiniLM-L6-v2"));
        for (String name : names(from)) {
            Files.copy(from.resolve(name), target.resolve(name));
        }
        return target;
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}

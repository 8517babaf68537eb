package dev.antidote.retrain.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The parent's handle on a {@link CollectorChild}. */
final class CollectorProcess implements AutoCloseable {
    private final ChildJvm child;

    private CollectorProcess(ChildJvm child) {
        this.child = child;
    }

    static CollectorProcess start(String topic, Map<String, String> flags, Path directory) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(topic));
        flags.forEach((key, value) -> arguments.add(key + "=" + value));
        return new CollectorProcess(
                ChildJvm.start("collector", CollectorChild.class, directory, List.of("-Xmx128m"), arguments));
    }

    /** How many batches it has put into the store. */
    int batches() {
        return (int) child.lines().stream()
                .filter(line -> line.startsWith(CollectorChild.TAKEN))
                .count();
    }

    /** How many records it took in that were not there before. */
    long records() {
        return child.lines().stream()
                .filter(line -> line.startsWith(CollectorChild.TAKEN))
                .mapToLong(line -> Long.parseLong(line.split(" ", -1)[1]))
                .sum();
    }

    /** SIGKILL, after so long. */
    void killIn(int millis) throws InterruptedException {
        assertThat(child.process().waitFor(millis, TimeUnit.MILLISECONDS))
                .as("%s", this)
                .isFalse();
        child.process().destroyForcibly().waitFor();
    }

    /** SIGTERM, and the orderly end that must follow. */
    void terminate() throws InterruptedException {
        assertThat(child.process().toHandle().destroy())
                .isTrue(); // Process.destroy() would close its input too, which ends it at once
        assertThat(child.process().waitFor(30, TimeUnit.SECONDS)).as("%s", this).isTrue();
        child.readToEnd();
        assertThat(child.lines()).as("%s", this).contains(CollectorChild.CLOSED);
    }

    @Override
    public void close() {
        child.close();
    }

    /** What it said, for the messages of failed tests. */
    @Override
    public String toString() {
        return child.toString();
    }
}

package dev.antidote.bundle;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link Lifecycle} as a file, which is replaced whole. */
final class LifecycleFile {
    @JsonPropertyOrder({"state", "since", "reason"})
    record Written(String state, Instant since, @Nullable String reason) {}

    private LifecycleFile() {}

    static Optional<Lifecycle> read(Path file) {
        try {
            String origin = file.toString();
            Written written =
                    StrictJson.value(StrictJson.tree(Files.readAllBytes(file), origin), Written.class, origin);
            return Optional.of(state(written, origin));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new BundleException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Lifecycle state(Written written, String origin) {
        Instant since = written.since();
        String reason = written.reason() == null ? "" : written.reason();
        return switch (written.state()) {
            case "candidate" -> new Lifecycle.Candidate(since);
            case "champion" -> new Lifecycle.Champion(since);
            case "retired" -> new Lifecycle.Retired(since);
            case "rolled back" -> new Lifecycle.RolledBack(since, reason);
            case "refused" -> new Lifecycle.Refused(since, reason);
            default -> throw new BundleException(origin + ": key \"state\": \"" + written.state() + "\" is none");
        };
    }

    static void write(Path file, Lifecycle lifecycle) throws IOException {
        Written written =
                new Written(lifecycle.word(), lifecycle.since(), lifecycle.why().orElse(null));
        Tree.replace(file, StrictJson.write(written));
    }
}

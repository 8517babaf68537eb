package dev.antidote.cli;

import dev.antidote.retrain.store.SampleFilter;
import dev.antidote.wire.avro.FlagReason;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which samples are asked for. */
final class SampleFlags {
    @Option(names = "--reason", paramLabel = "REASON", description = "Flagged for this: ${COMPLETION-CANDIDATES}.")
    private @Nullable FlagReason reason;

    @Option(names = "--label", paramLabel = "LABEL", description = "The label that the guard gave.")
    private @Nullable String label;

    @Option(names = "--unreviewed", description = "Only those that nobody has reviewed.")
    private boolean unreviewed;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = ReplayFlags.TimeText.class,
            description = "Seen then or later, such as 2026-03-01T10:00:00Z, or a day; UTC where no zone is given.")
    private @Nullable Instant since;

    SampleFilter filter() {
        return new SampleFilter(
                Optional.ofNullable(reason),
                Optional.ofNullable(label),
                Optional.ofNullable(since),
                unreviewed ? Optional.of(false) : Optional.empty());
    }
}

package dev.antidote.retrain.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.antidote.bundle.InstantJson;
import dev.antidote.bundle.Tree;
import dev.antidote.retrain.gate.GateReport;
import dev.antidote.retrain.gate.ModelFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link RunState} as a file, which is replaced whole. */
final class StateFile {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(InstantJson.module())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** What of a state is there depends on its name. */
    @JsonPropertyOrder({"state", "preparation", "bundle", "candidate", "champion", "gates", "release"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Written(
            String state,
            Preparation preparation,
            @Nullable String bundle,
            @Nullable ModelFigures candidate,
            @Nullable ModelFigures champion,
            @Nullable GateReport gates,
            @Nullable Long release) {
        Written {
            required(state, "state");
            required(preparation, "preparation");
        }

        static Written of(RunState state) {
            Optional<RunState.Evaluated> measured = state.evaluated();
            return new Written(
                    state.word(),
                    state.preparation(),
                    state.bundle().orElse(null),
                    measured.map(RunState.Evaluated::candidate).orElse(null),
                    measured.map(RunState.Evaluated::champion).orElse(null),
                    state.gates().orElse(null),
                    state instanceof RunState.Released released ? released.sequence() : null);
        }

        RunState toState() {
            return switch (state) {
                case "prepared" -> new RunState.Prepared(preparation);
                case "trained" -> trained();
                case "evaluated" -> evaluated();
                case "accepted" -> accepted();
                case "refused" -> new RunState.Refused(evaluated(), required(gates, "gates"));
                case "released" -> new RunState.Released(accepted(), required(release, "release"));
                default -> throw new IllegalArgumentException("state: '" + state + "' is none");
            };
        }

        private RunState.Trained trained() {
            return new RunState.Trained(preparation, required(bundle, "bundle"));
        }

        private RunState.Evaluated evaluated() {
            return new RunState.Evaluated(trained(), required(candidate, "candidate"), champion);
        }

        private RunState.Accepted accepted() {
            return new RunState.Accepted(evaluated(), required(gates, "gates"));
        }

        private static <T> T required(@Nullable T value, String key) {
            if (value == null) {
                throw new IllegalArgumentException(key + ": is missing");
            }
            return value;
        }
    }

    private StateFile() {}

    static void write(Path file, RunState state) throws IOException {
        Tree.syncDirectory(file.toAbsolutePath().resolveSibling("")); // all that the state names is there before it
        Tree.replace(file, MAPPER.writeValueAsBytes(Written.of(state)));
    }

    /**
     * Reads it.
     *
     * @throws RunException if it is no state
     */
    static RunState read(Path file) {
        try {
            @Nullable Written written = MAPPER.readValue(Files.readAllBytes(file), Written.class);
            if (written == null) {
                throw new IllegalArgumentException("it says null");
            }
            return written.toState();
        } catch (JacksonException | IllegalArgumentException e) {
            throw new RunException(
                    file + " is not what a retraining wrote ("
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + "); move its directory away, and another run begins",
                    e);
        } catch (IOException e) {
            throw new RunException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}

package dev.antidote.retrain.run;

import dev.antidote.bundle.BundleException;
import dev.antidote.bundle.BundleReader;
import dev.antidote.bundle.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** One run on the disk: what it works with, its candidate, and the state that vouches for both. One thread. */
public final class RunDirectory {
    /** The directory of the candidate, below that of its run. */
    public static final String BUNDLE = "bundle";

    private static final String STATE = "state.json";

    private final int number;
    private final Path path;

    RunDirectory(int number, Path path) {
        this.number = number;
        this.path = path;
    }

    /** The number of the run, 1 or greater. */
    public int number() {
        return number;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** How far it has come; empty where nothing was prepared yet. */
    public Optional<RunState> state() {
        Path file = path.resolve(STATE);
        return Files.exists(file) ? Optional.of(StateFile.read(file)) : Optional.empty();
    }

    /**
     * Makes a state hold; before, the former does.
     *
     * @return the same state
     */
    public RunState seal(RunState state) {
        try {
            StateFile.write(path.resolve(STATE), state);
            return state;
        } catch (IOException e) {
            throw new RunException(path.resolve(STATE) + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** The first prepared file that is not what it was; empty where all are. */
    Optional<String> changed(Preparation preparation) {
        for (Map.Entry<String, String> file : preparation.files().entrySet()) {
            try {
                if (!Digest.of(path.resolve(file.getKey())).equals(file.getValue())) {
                    return Optional.of(file.getKey());
                }
            } catch (IOException e) {
                return Optional.of(file.getKey());
            }
        }
        return Optional.empty();
    }

    /** Whether the candidate lies here as it was written. */
    boolean holds(String bundle) {
        try {
            return BundleReader.open(path.resolve(BUNDLE)).id().equals(bundle);
        } catch (BundleException e) {
            return false;
        }
    }
}

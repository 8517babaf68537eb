package dev.antidote.retrain.run;

import dev.antidote.bundle.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs whose directories were deleted. Their states stay, a file each: no later run may take a prompt of theirs again. A directory is
 * renamed before it is deleted, so that a crash never leaves a run that is there by half. One thread.
 */
final class PastRuns {
    private static final Pattern STATE = Pattern.compile("([0-9]{4,9})\\.json");
    private static final Pattern GONE = Pattern.compile("\\.[0-9]{4,9}\\.gone");

    private final Path runs;
    private final Path past;

    /** {@code runs} is the directory of the runs. */
    PastRuns(Path runs) {
        this.runs = runs;
        this.past = runs.resolveSibling("past");
    }

    /** Their states, by the numbers of the runs. */
    SortedMap<Integer, RunState> states() {
        SortedMap<Integer, RunState> states = new TreeMap<>();
        if (!Files.isDirectory(past)) {
            return states;
        }
        for (Path file : entries(past)) {
            Matcher name = STATE.matcher(name(file));
            if (name.matches()) {
                states.put(Integer.valueOf(name.group(1)), StateFile.read(file));
            }
        }
        return states;
    }

    /** Deletes a run but for its state. */
    void retire(RunDirectory run, RunState state) {
        Path gone = runs.resolve(String.format(Locale.ROOT, ".%04d.gone", run.number()));
        try {
            Files.createDirectories(past);
            Tree.syncDirectory(past.resolveSibling(""));
            StateFile.write(past.resolve(String.format(Locale.ROOT, "%04d.json", run.number())), state);
            Files.move(run.path(), gone, StandardCopyOption.ATOMIC_MOVE);
            Tree.syncDirectory(runs);
            Tree.delete(gone);
        } catch (IOException e) {
            throw new RunException("run " + run.number() + " cannot be deleted from " + runs + ": " + e, e);
        }
    }

    /** Deletes what a crash left of runs that were being deleted. */
    void sweep() {
        for (Path entry : entries(runs)) {
            if (GONE.matcher(name(entry)).matches()) {
                try {
                    Tree.delete(entry);
                } catch (IOException e) {
                    throw new RunException(entry + " cannot be taken away: " + e, e);
                }
            }
        }
    }

    private static List<Path> entries(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        } catch (IOException e) {
            throw new RunException(directory + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String name(Path entry) {
        return String.valueOf(entry.getFileName());
    }
}

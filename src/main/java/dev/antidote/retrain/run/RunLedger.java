package dev.antidote.retrain.run;

import dev.antidote.bundle.Tree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All runs of a work directory, held by one process: {@code runs/0001}, {@code runs/0002} and so on. The operating system takes the
 * lock back when the process dies. One thread.
 */
public final class RunLedger implements AutoCloseable {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{4,9}");

    private final Path runs;
    private final PastRuns past;
    private final FileChannel lock;

    private RunLedger(Path runs, FileChannel lock) {
        this.runs = runs;
        this.past = new PastRuns(runs);
        this.lock = lock;
    }

    /**
     * Takes a work directory, which is made if it is not there; a run that was killed before it was prepared is taken away.
     *
     * @throws RunException if another process has it, or it cannot be written
     */
    public static RunLedger open(Path work) {
        Path runs = work.toAbsolutePath().normalize().resolve("runs");
        try {
            Files.createDirectories(runs);
            FileChannel lock =
                    FileChannel.open(runs.resolveSibling("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                requireLock(lock, work);
                RunLedger ledger = new RunLedger(runs, lock);
                ledger.sweep();
                return ledger;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new RunException(work + " cannot be used to retrain in: " + e, e);
        }
    }

    private static void requireLock(FileChannel channel, Path work) throws IOException {
        FileLock held;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            held = null;
        }
        if (held == null) {
            throw new RunException(
                    work + " is in use by another retraining; wait for it, or name another directory (retrain.work)");
        }
    }

    private void sweep() {
        past.sweep();
        for (RunDirectory run : all()) {
            if (run.state().isEmpty()) {
                delete(run.path());
            }
        }
    }

    /** All runs, the first one first. */
    public List<RunDirectory> all() {
        try (Stream<Path> entries = Files.list(runs)) {
            return entries.filter(entry -> NUMBER.matcher(name(entry)).matches())
                    .map(entry -> new RunDirectory(Integer.parseInt(name(entry)), entry))
                    .sorted(Comparator.comparingInt(RunDirectory::number))
                    .toList();
        } catch (IOException e) {
            throw new RunException(runs + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** How far every run has come that was prepared, the first one first; those that were deleted too. */
    public List<RunState> states() {
        SortedMap<Integer, RunState> states = past.states();
        all().forEach(run -> run.state().ifPresent(state -> states.put(run.number(), state)));
        return List.copyOf(states.values());
    }

    /** What every run before was prepared with, the first one first; those that were deleted too. */
    public List<Preparation> preparations() {
        return states().stream().map(RunState::preparation).toList();
    }

    /**
     * Deletes finished runs, the first ones first. The last ones stay, and so does every run that came to no end, and every one whose
     * bundle somebody needs.
     *
     * @param keep how many finished ones stay, 1 or more
     * @param needed the ids of the bundles that are needed; asked only if something is to be deleted
     * @return the numbers of the runs that are gone
     */
    public List<Integer> prune(int keep, Supplier<Set<String>> needed) {
        List<Standing> finished = all().stream()
                .flatMap(run -> run.state().map(state -> new Standing(run, state)).stream())
                .filter(standing -> standing.state().gates().isPresent())
                .toList();
        List<Standing> old = finished.subList(0, Math.max(0, finished.size() - keep));
        if (old.isEmpty()) {
            return List.of();
        }
        Set<String> bundles = needed.get();
        List<Standing> gone = old.stream()
                .filter(standing -> !bundles.contains(standing.state().bundle().orElseThrow()))
                .toList();
        gone.forEach(standing -> past.retire(standing.run(), standing.state()));
        return gone.stream().map(standing -> standing.run().number()).toList();
    }

    /** A run, and where to go on in it. */
    public record Standing(RunDirectory run, RunState state) {}

    /**
     * The last run, if something of it is left to do. What it can no longer vouch for is not gone on with: without its candidate it is
     * trained again, and without its rows it is left as it lies.
     *
     * @param release whether an accepted candidate is wanted released
     * @param told hears in one line what is done again, and why
     */
    public Optional<Standing> unfinished(boolean release, Consumer<String> told) {
        List<RunDirectory> all = all();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        RunDirectory last = all.get(all.size() - 1);
        return last.state()
                .filter(state -> !state.isSettled(release))
                .flatMap(state -> sound(last, state, told))
                .map(state -> new Standing(last, state));
    }

    private static Optional<RunState> sound(RunDirectory run, RunState state, Consumer<String> told) {
        Optional<String> changed = run.changed(state.preparation());
        if (changed.isPresent()) {
            told.accept("run " + run.number() + " does not go on: " + run.path().resolve(changed.get())
                    + " is not what was prepared; another run begins");
            return Optional.empty();
        }
        if (state.bundle().isPresent() && !run.holds(state.bundle().get())) {
            told.accept("run " + run.number() + " has lost its candidate "
                    + state.bundle().get() + "; it is trained again");
            return Optional.of(run.seal(new RunState.Prepared(state.preparation())));
        }
        return Optional.of(state);
    }

    /** Makes the directory of another run; one whose preparation failed before is taken away. */
    public RunDirectory begin() {
        sweep();
        int number = Stream.concat(all().stream().map(RunDirectory::number), past.states().keySet().stream())
                        .max(Integer::compare)
                        .orElse(0)
                + 1;
        Path path = runs.resolve(String.format(Locale.ROOT, "%04d", number));
        try {
            Files.createDirectory(path);
            Tree.syncDirectory(runs);
            return new RunDirectory(number, path);
        } catch (IOException e) {
            throw new RunException(path + " cannot be made: " + e, e);
        }
    }

    private static String name(Path entry) {
        return String.valueOf(entry.getFileName());
    }

    private static void delete(Path root) {
        try {
            Tree.delete(root);
        } catch (IOException e) {
            throw new RunException(root + " cannot be taken away: " + e, e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new RunException("the lock of " + runs + " cannot be given back: " + e.getMessage(), e);
        }
    }
}

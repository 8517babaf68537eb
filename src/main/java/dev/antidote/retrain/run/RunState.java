package dev.antidote.retrain.run;

import dev.antidote.retrain.gate.GateReport;
import dev.antidote.retrain.gate.ModelFigures;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How far a run has come. Immutable; what a state names is on the disk before the state is. */
public sealed interface RunState {
    /** What the run works with. */
    Preparation preparation();

    /** In small letters. */
    String word();

    /** Whether nothing is left to do, given whether an accepted candidate is wanted released. */
    boolean isSettled(boolean release);

    /** Does the work that leads to the next state. */
    RunState next(RunSteps steps, Path directory);

    /** The id of the candidate's bundle, once there is one. */
    default Optional<String> bundle() {
        return Optional.empty();
    }

    /** What was measured, once it was. */
    default Optional<Evaluated> evaluated() {
        return Optional.empty();
    }

    /** What the gates said, once they were asked. */
    default Optional<GateReport> gates() {
        return Optional.empty();
    }

    /** The rows are there. */
    record Prepared(Preparation preparation) implements RunState {
        @Override
        public String word() {
            return "prepared";
        }

        @Override
        public boolean isSettled(boolean release) {
            return false;
        }

        @Override
        public RunState next(RunSteps steps, Path directory) {
            return new Trained(preparation, steps.train(preparation, directory));
        }
    }

    /**
     * There is a candidate.
     *
     * @param id of its bundle
     */
    record Trained(Preparation preparation, String id) implements RunState {
        @Override
        public String word() {
            return "trained";
        }

        @Override
        public Optional<String> bundle() {
            return Optional.of(id);
        }

        @Override
        public boolean isSettled(boolean release) {
            return false;
        }

        @Override
        public RunState next(RunSteps steps, Path directory) {
            RunSteps.Evaluation measured = steps.evaluate(preparation, directory);
            return new Evaluated(this, measured.candidate(), measured.champion().orElse(null));
        }
    }

    /**
     * It was measured.
     *
     * @param candidate the candidate's figures
     * @param champion those of what served then; null where nothing did
     */
    record Evaluated(Trained trained, ModelFigures candidate, @Nullable ModelFigures champion) implements RunState {
        @Override
        public Preparation preparation() {
            return trained.preparation();
        }

        @Override
        public String word() {
            return "evaluated";
        }

        @Override
        public Optional<String> bundle() {
            return trained.bundle();
        }

        @Override
        public Optional<Evaluated> evaluated() {
            return Optional.of(this);
        }

        @Override
        public boolean isSettled(boolean release) {
            return false;
        }

        @Override
        public RunState next(RunSteps steps, Path directory) {
            GateReport report = steps.judge(new RunSteps.Evaluation(candidate, Optional.ofNullable(champion)));
            steps.keep(directory, trained.id(), report);
            return report.passed() ? new Accepted(this, report) : new Refused(this, report);
        }

        /** The bundle that it was measured against. */
        Optional<String> against() {
            return Optional.ofNullable(champion).map(ModelFigures::bundle);
        }
    }

    /** The gates were asked. */
    sealed interface Judged extends RunState {
        /** What they were asked about. */
        Evaluated measured();

        /** What they said. */
        GateReport report();

        @Override
        default Preparation preparation() {
            return measured().preparation();
        }

        @Override
        default Optional<String> bundle() {
            return measured().bundle();
        }

        @Override
        default Optional<Evaluated> evaluated() {
            return Optional.of(measured());
        }

        @Override
        default Optional<GateReport> gates() {
            return Optional.of(report());
        }
    }

    /** Every gate let it through. */
    record Accepted(Evaluated measured, GateReport report) implements Judged {
        @Override
        public String word() {
            return "accepted";
        }

        @Override
        public boolean isSettled(boolean release) {
            return !release;
        }

        @Override
        public RunState next(RunSteps steps, Path directory) {
            OptionalLong sequence = steps.release(measured.trained().id(), measured.against());
            return sequence.isPresent() ? new Released(this, sequence.getAsLong()) : measured.trained();
        }
    }

    /** At least one gate is shut. */
    record Refused(Evaluated measured, GateReport report) implements Judged {
        @Override
        public String word() {
            return "refused";
        }

        @Override
        public boolean isSettled(boolean release) {
            return true;
        }

        @Override
        public RunState next(RunSteps steps, Path directory) {
            throw new IllegalStateException("a refused run has come to its end");
        }
    }

    /**
     * It was announced.
     *
     * @param sequence the number of the release
     */
    record Released(Accepted accepted, long sequence) implements Judged {
        @Override
        public Evaluated measured() {
            return accepted.measured();
        }

        @Override
        public GateReport report() {
            return accepted.report();
        }

        @Override
        public String word() {
            return "released";
        }

        @Override
        public boolean isSettled(boolean release) {
            return true;
        }

        @Override
        public RunState next(RunSteps steps, Path directory) {
            throw new IllegalStateException("a released run has come to its end");
        }
    }
}

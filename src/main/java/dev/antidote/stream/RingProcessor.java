package dev.antidote.stream;

import dev.antidote.batch.BatcherException;
import dev.antidote.config.Durations;
import dev.antidote.infer.ClassifierStoppedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Lets records wait for their judgements without losing any: those whose answer is not forwarded when a commit comes are written to
 * the slots of a changelogged store just before it, and offsets, slots and answers commit in one transaction.
 *
 * <p>Answers leave in the order of arrival, but for those of records that no slot can hold: {@link #drain} forwards from the head and stops at the first unfinished. A full ring
 * waits for its head: that is the backpressure. {@link #init} finds what a crashed or moved task left and submits it again.
 *
 * <p>Belongs to one task and its thread; only the futures are completed by others.
 */
final class RingProcessor implements Processor<byte[], Arrival, byte[], byte[]> {
    /**
     * How a ring runs.
     *
     * @param slots how many records may be in flight
     * @param memory how many bytes of records may be in flight before a further one has to wait
     * @param timeout how long a full ring waits for its head, below {@code max.poll.interval.ms}
     * @param poll how often finished heads are looked for while no records come
     */
    record Settings(int slots, long memory, Duration timeout, Duration poll) {}

    private final Settings settings;
    private final Gate gate;
    private final Inference inference;
    private final Answers answers;
    private final GuardObserver observer;
    private final BeforeCommit commits;
    private final Deque<InFlight> ring = new ArrayDeque<>();
    private long next;
    private long held; // bytes of the records in the ring
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable SlotStore slots;
    private BeforeCommit.@Nullable Registration commit;
    private String task = "";

    RingProcessor(
            Settings settings,
            Gate gate,
            Inference inference,
            Answers answers,
            GuardObserver observer,
            BeforeCommit commits) {
        this.settings = settings;
        this.gate = gate;
        this.inference = inference;
        this.answers = answers;
        this.observer = observer;
        this.commits = commits;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> taskContext) {
        context = taskContext;
        task = taskContext.taskId().toString();
        SlotStore store = new SlotStore(taskContext.getStateStore(Names.SLOTS), settings.slots());
        slots = store;
        commit = commits.register(
                taskContext, () -> store.write(ring.stream().map(InFlight::slot).toList()));
        ring.clear();
        held = 0;
        next = 0;
        try {
            for (Slot slot : store.restore()) {
                track(slot, gate.admit(slot.record()));
            }
        } catch (RuntimeException e) {
            close(); // Kafka closes no processor whose init failed
            throw e;
        }
        taskContext.schedule(settings.poll(), PunctuationType.WALL_CLOCK_TIME, now -> drain());
    }

    @Override
    public void process(Record<byte[], Arrival> record) {
        RawRecord raw = record.value().raw();
        Admission admission = record.value().admission();
        observer.received(raw.kind());
        if (admission instanceof Admission.Oversized oversized) {
            answers.oversized(raw, oversized.reason()).forEach(this::forward); // the store could not hold it
            return;
        }
        makeRoom();
        track(new Slot(next, raw), admission);
        changed();
        drain();
    }

    @Override
    public void close() {
        ring.forEach(entry -> entry.result().cancel(false)); // another owner of the task will ask again
        ring.clear();
        held = 0;
        if (commit != null) {
            commit.close();
            observer.inFlight(task, 0);
        }
    }

    private void track(Slot slot, Admission admission) {
        long bytes = slot.record().size();
        ring.addLast(new InFlight(slot, admission, bytes, begin(admission)));
        held += bytes;
        next = slot.sequence() + 1;
    }

    private CompletableFuture<Judged> begin(Admission admission) {
        return admission instanceof Admission.Admitted admitted
                ? inference.submit(admitted.submission())
                : CompletableFuture.failedFuture(new PayloadException("was not admitted"));
    }

    private void makeRoom() {
        if (isFull()) {
            drain();
        }
        while (isFull()) { // a small head may make too little room for bytes
            awaitHead(ring.getFirst());
            drain();
        }
    }

    /** Whether a further slot would take the place of the oldest, or what is in flight is too large already. */
    private boolean isFull() {
        return held >= settings.memory()
                || ring.size()
                        >= Objects.requireNonNull(slots, "init comes first").capacity();
    }

    private void awaitHead(InFlight head) {
        inference.hurry();
        try {
            head.result().get(settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            // drain answers it
        } catch (TimeoutException e) {
            throw new StreamsException(
                    "the model did not answer for " + Durations.format(settings.timeout())
                            + " (ring.timeout); waiting for "
                            + head.slot().record().origin(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StreamsException("interrupted while waiting for the model", e);
        }
    }

    private void drain() {
        int before = ring.size();
        InFlight head = ring.peekFirst();
        while (head != null && head.result().isDone()) {
            answer(head).forEach(this::forward);
            held -= ring.removeFirst().bytes();
            head = ring.peekFirst();
        }
        if (ring.size() != before) {
            changed();
        }
        observer.inFlight(task, ring.size());
    }

    private List<Emission> answer(InFlight head) {
        RawRecord raw = head.slot().record();
        if (head.admission() instanceof Admission.Rejected rejected) {
            return answers.failed(raw, rejected.subject(), rejected.reason());
        }
        if (head.admission() instanceof Admission.Oversized oversized) { // the limit was lowered while it was in flight
            return answers.oversized(raw, oversized.reason());
        }
        Admission.Admitted admitted = (Admission.Admitted) head.admission();
        try {
            return answers.judged(raw, admitted.subject(), head.result().join());
        } catch (CompletionException e) {
            Throwable reason = Objects.requireNonNullElse(e.getCause(), e);
            requireRecordsFault(reason, raw);
            return answers.failed(raw, admitted.subject(), reason);
        }
    }

    /** A closed batcher, a stopped engine or a broken installation is no record's fault: the slots keep what is in flight. */
    private static void requireRecordsFault(Throwable reason, RawRecord raw) {
        boolean broken = reason instanceof Error && !(reason instanceof OutOfMemoryError);
        boolean stopped = reason instanceof BatcherException || reason instanceof ClassifierStoppedException;
        if (stopped || broken) {
            throw new StreamsException("judging " + raw.origin() + " failed: " + reason, reason);
        }
    }

    private void forward(Emission emission) {
        Objects.requireNonNull(context, "init comes first").forward(emission.record(), emission.sink());
    }

    private void changed() {
        Objects.requireNonNull(commit, "init comes first").changed();
    }
}

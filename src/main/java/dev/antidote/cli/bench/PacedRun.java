package dev.antidote.cli.bench;

import dev.antidote.batch.BatchObserver;
import dev.antidote.cli.ShutdownSequence;
import dev.antidote.cli.report.Latency;
import dev.antidote.config.GuardConfig;
import dev.antidote.stream.GuardModel;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests at a fixed rate, whatever the guard does: each has its time, and its latency counts from that time and not from when it was
 * really sent, so that a stall shows in all the requests that it held up.
 *
 * @param lane where they go
 * @param config of the guard
 * @param model what it serves
 * @param texts what they say, in turn
 */
record PacedRun(Lane lane, GuardConfig config, GuardModel model, List<String> texts) {
    private static final double LEAD_SECONDS = 3;

    /** Latencies of a run, after some seconds at the same rate that are not counted. */
    Latency at(double perSecond, int seconds) {
        int lead = (int) Math.ceil(perSecond * LEAD_SECONDS);
        int counted = (int) Math.ceil(perSecond * seconds);
        String run = config.applicationId();
        double[] millis = new double[counted];
        ExecutorService sending = Executors.newSingleThreadExecutor(task -> new Thread(task, "paced-sender"));
        AnswerTally tally;
        ShutdownSequence.Registration guard = lane.guard(config, model, BatchObserver.NOOP);
        try {
            Schedule schedule = new Schedule(System.nanoTime(), 1e9 / perSecond);
            tally = new AnswerTally(run, lead + counted, number -> {
                if (number >= lead) {
                    millis[number - lead] = (System.nanoTime() - schedule.due(number)) / 1e6;
                }
            });
            Future<?> sent = sending.submit(() -> send(run, lead + counted, schedule));
            while (!sent.isDone()) {
                lane.poll(tally);
            }
            require(sent);
            lane.confirm();
            lane.await(tally, lead + counted);
        } finally {
            sending.shutdownNow();
            guard.close();
        }
        lane.finish(tally);
        return Latency.of(millis);
    }

    /** When each request is due. */
    private record Schedule(long start, double gapNanos) {
        long due(int number) {
            return start + (long) (number * gapNanos);
        }
    }

    private void send(String run, int count, Schedule schedule) {
        for (int i = 0; i < count && !Thread.currentThread().isInterrupted(); i++) {
            for (long left = schedule.due(i) - System.nanoTime();
                    left > 0;
                    left = schedule.due(i) - System.nanoTime()) {
                LockSupport.parkNanos(left);
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
            }
            lane.send(run, i, texts.get(i % texts.size()));
        }
    }

    private static void require(Future<?> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("requests could not be sent", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}

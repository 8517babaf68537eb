package dev.antidote.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A program to send signals to: {@link ShutdownIT} runs it as a child process. */
public final class ShutdownChild {
    static final Duration BOUND = Duration.ofSeconds(4);

    private ShutdownChild() {}

    public static void main(String[] arguments) {
        System.exit(Launcher.runProcess(BOUND, session -> List.of(new Work(session)), List.of(), arguments));
    }

    @Command(name = "work")
    private static final class Work implements Callable<Integer> {
        private final Session session;

        @Parameters
        private String kind = "";

        Work(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() throws Exception {
            Path directory = session.shutdown().temporaryDirectory("antidote-child-");
            Files.writeString(directory.resolve("file"), "x");
            session.shutdown().register("told", () -> session.terminal().result("closed"));
            if (kind.equals("hanging-closer")) {
                session.shutdown().register("hanging", () -> new CountDownLatch(1).await());
            }
            session.terminal().result("READY " + directory);
            work();
            session.terminal().result("ended by itself");
            return ExitCode.OK;
        }

        private void work() throws InterruptedException {
            switch (kind) {
                case "training" -> train();
                case "deaf" -> stayInTheEngine();
                case "throwing" -> throwWhenInterrupted();
                case "brief" -> LockSupport.parkNanos(1);
                default -> new CountDownLatch(1).await();
            }
        }

        private void train() {
            Phases phases = session.phases(1);
            for (long row = 0; row < Long.MAX_VALUE; row++) {
                phases.at("training", row, Long.MAX_VALUE);
            }
        }

        /** A native call does not hear an interrupt; it ends in its own time. */
        private static void stayInTheEngine() {
            long end = System.nanoTime() + 1_500_000_000L;
            while (System.nanoTime() - end < 0) {
                Thread.onSpinWait();
            }
        }

        private static void throwWhenInterrupted() {
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(1_000_000);
            }
            throw new IllegalStateException("some library turned the interrupt into this");
        }
    }
}

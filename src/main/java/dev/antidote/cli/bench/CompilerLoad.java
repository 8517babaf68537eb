package dev.antidote.cli.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * How much of a processor Java's compiler takes: what a service has behind it after some minutes, a benchmark would otherwise measure
 * as a part of every round.
 */
final class CompilerLoad {
    private final @Nullable CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    private long compiledMillis;
    private long startedNanos;

    /** Begins to measure. */
    void start() {
        compiledMillis = total();
        startedNanos = System.nanoTime();
    }

    /** Processors that the compiler took since the start, 0 where Java does not tell. */
    double processors() {
        return (total() - compiledMillis) * 1e6 / (System.nanoTime() - startedNanos);
    }

    private long total() {
        CompilationMXBean bean = compiler;
        return bean != null && bean.isCompilationTimeMonitoringSupported() ? bean.getTotalCompilationTime() : 0;
    }
}

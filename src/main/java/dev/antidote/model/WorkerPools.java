package dev.antidote.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtEngine;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps the engine fast on a machine that does other work as well. The engine's OpenMP workers spin for milliseconds between
 * operations; where another thread wants their processor, every operation then waits for a time slice, and training ran at 3 rows/s
 * instead of 25 on two busy cores. libgomp spins a thousand times shorter once it manages more threads than there are processors
 * (libgomp, config/linux/wait.h: do_spin), so a second thread is made to own a pool of its own, and sleeps for the rest of the
 * process.
 */
final class WorkerPools {
    private static final int PARALLEL_SIZE = 1 << 20;

    private WorkerPools() {}

    /** Called once, by the engine's thread, before its first work. Whoever set a wait policy in the environment is obeyed. */
    static void waitPolitely(Map<String, String> environment) {
        if (environment.containsKey("OMP_WAIT_POLICY") || environment.containsKey("GOMP_SPINCOUNT")) {
            return;
        }
        ownPool();
        CountDownLatch ready = new CountDownLatch(1);
        Thread owner = new Thread(
                () -> {
                    try {
                        ownPool();
                    } finally {
                        ready.countDown();
                    }
                    while (true) {
                        LockSupport.park(WorkerPools.class);
                    }
                },
                "engine-idle-pool");
        owner.setDaemon(true);
        owner.start();
        awaitUninterruptibly(ready);
    }

    /** Any operation large enough to be shared out gives the calling thread a pool. */
    private static void ownPool() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), PtEngine.ENGINE_NAME)) {
            NDArray ones = manager.ones(new Shape(PARALLEL_SIZE));
            ones.add(ones);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                Thread.interrupted(); // the engine's own thread: nobody but its executor interrupts it
            }
        }
    }
}

package dev.antidote.wire;

import java.time.Duration;

/** Waits; a seam, so that tests need not. */
interface Sleeper {
    void sleep(Duration time) throws InterruptedException;

    /** Really waits. */
    static Sleeper real() {
        return time -> Thread.sleep(time.toMillis());
    }
}

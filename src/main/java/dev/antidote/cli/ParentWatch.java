package dev.antidote.cli;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Ends this process, in order as on SIGTERM, when the process that started it has ended, however that ended: the other end of its
 * standard input closes then. Only for processes that were started so; nothing else reads the input.
 */
public final class ParentWatch {
    /** The system property that asks for it. */
    public static final String PROPERTY = "antidote.endWithParent";

    private ParentWatch() {}

    /** Watches, if this process was started so. */
    static void startIfAsked() {
        if (Boolean.getBoolean(PROPERTY)) {
            Thread watch = new Thread(ParentWatch::watch, "parent-watch");
            watch.setDaemon(true);
            watch.start();
        }
    }

    private static void watch() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // an end as good as any
        }
        System.exit(ExitCode.INTERRUPTED);
    }
}

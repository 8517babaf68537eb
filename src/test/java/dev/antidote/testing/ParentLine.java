package dev.antidote.testing;

import java.io.IOException;
import java.io.OutputStream;

/** What a child process of a test says to its parent, line by line, and that it ends with it. */
public final class ParentLine {
    private ParentLine() {}

    /** The input ends when the parent does, even if that was killed. */
    public static void endWithTheParent() {
        Thread watch = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // an end as good as any
                    }
                    Runtime.getRuntime().halt(1);
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    /** Tells the parent at once. */
    public static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}

package dev.antidote.wire;

/** What others report, made fit for a message of ours: one line, of bounded length, without control characters. */
final class OneLine {
    private static final int LONGEST = 300;

    private OneLine() {}

    static String of(String text) {
        String line = text.substring(0, Math.min(text.length(), 10 * LONGEST))
                .replaceAll("[\\s\\p{Cntrl}]+", " ")
                .trim();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    static String of(Throwable failure) {
        String message = failure.getMessage();
        return of(message == null ? failure.getClass().getSimpleName() : message);
    }
}

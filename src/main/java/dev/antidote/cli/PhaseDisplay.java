package dev.antidote.cli;

import java.time.Duration;

/** How one running phase is shown: as a live bar, as lines of a log, or not at all. */
interface PhaseDisplay extends AutoCloseable {
    /** Where it stands; called for every step, on the thread that works. */
    void at(PhaseText text);

    /** The phase is over, or the command is. */
    @Override
    void close();

    /** Shows nothing. */
    PhaseDisplay SILENT = new PhaseDisplay() {
        @Override
        public void at(PhaseText text) {}

        @Override
        public void close() {}
    };

    /** Lines for a log: soon after the beginning, then now and then. */
    final class Lines implements PhaseDisplay {
        private static final Duration FIRST = Duration.ofSeconds(3);
        private static final Duration INTERVAL = Duration.ofSeconds(15);

        private final Terminal terminal;
        private final String title;
        private Duration next = FIRST;

        Lines(Terminal terminal, String title) {
            this.terminal = terminal;
            this.title = title;
            terminal.say(title);
        }

        @Override
        public void at(PhaseText text) {
            if (text.elapsed().compareTo(next) >= 0) {
                next = text.elapsed().plus(INTERVAL);
                String pace = text.pace();
                terminal.say(title + ": " + text.count() + (pace.isEmpty() ? "" : ", " + pace));
            }
        }

        @Override
        public void close() {}
    }
}
